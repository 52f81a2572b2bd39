"""A stand-in engine for what a real one cannot be made to do. Argument: what is wrong with it.
api: refuses clients below API 1.44, as Docker 29.0 does (the default); ahead: its clock; slow: 2 s; broken: 500."""
import email.utils, http.server, json, socketserver, sys, time

WRONG = sys.argv[1] if len(sys.argv) > 1 else "api"

class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        if WRONG == "slow":
            time.sleep(2)
        version = {"Version": "29.0.1", "ApiVersion": "1.52", "MinAPIVersion": "1.44" if WRONG == "api" else "1.24", "Os": "linux", "Arch": "amd64",
                   "Platform": {"Name": "Docker Engine - Community"}}
        body = "OK" if self.path.endswith("_ping") else json.dumps(version if self.path.endswith("/version") else {"DockerRootDir": "/var/lib/docker"})
        if WRONG == "broken":
            body = '{"message":"unable to reach the backend"}'
        self.send_response(500 if WRONG == "broken" else 200)
        self.send_header("Api-Version", "1.52")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())
    do_HEAD = do_GET
    def date_time_string(self, timestamp=None):
        return email.utils.formatdate(time.time() + (3600 if WRONG == "ahead" else 0), usegmt=True)
    def address_string(self):
        return "unix"
    def log_message(self, *_):
        pass

class Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True

Server("/run/docker.sock", Handler).serve_forever()
