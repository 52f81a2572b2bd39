"""A stand-in engine that refuses clients below API 1.44, as Docker 29.0 does."""
import http.server, json, os, socketserver

class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        version = {"Version": "29.0.1", "ApiVersion": "1.52", "MinAPIVersion": "1.44", "Os": "linux", "Arch": "amd64",
                   "Platform": {"Name": "Docker Engine - Community"}}
        body = "OK" if self.path.endswith("_ping") else json.dumps(version if self.path.endswith("/version") else {"DockerRootDir": "/var/lib/docker"})
        self.send_response(200)
        self.send_header("Api-Version", "1.52")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())
    do_HEAD = do_GET
    def address_string(self):
        return "unix"
    def log_message(self, *_):
        pass

class Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True

Server("/run/docker.sock", Handler).serve_forever()
