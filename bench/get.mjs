// A bare GET of one path of the engine's API over its socket: what any client written for node pays.
import { request } from 'node:http';

request({ socketPath: '/var/run/docker.sock', path: process.argv[2] }, (response) => response.resume()).end();
