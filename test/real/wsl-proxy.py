"""Docker Desktop's socket in a WSL distribution: a proxy to a real engine, which says that it is Desktop's.
Arguments: SOCKET (or a port) HOW REAL. HOW: runs, or what it answers to every request (paused, starting, stopped, rancher)."""
import http.client, http.server, json, os, socket, socketserver, sys

SOCKET, HOW, REAL = sys.argv[1:4]
REFUSALS = {
    "paused": "Docker Desktop is manually paused. Unpause it through the Whale menu or Dashboard.",
    "starting": "Docker Desktop is starting",
    "stopped": "Docker Desktop is unable to start",
}
PLATFORM = {"rancher": ("", "Rancher Desktop WSL Distribution", "rancher")}.get(
    HOW, ("Docker Desktop 4.52.0 (210994)", "Docker Desktop", "docker-desktop"))

class Unix(http.client.HTTPConnection):
    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(REAL)

class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        headers = {"Content-Type": "application/json"}
        if HOW in REFUSALS:
            status, body = 500, json.dumps({"message": REFUSALS[HOW]})
        else:
            connection = Unix("localhost")
            connection.request("GET", self.path)
            answer = connection.getresponse()
            status, body = answer.status, answer.read().decode()
            headers = {name: value for name, value in answer.getheaders() if name.lower() not in ("content-length", "transfer-encoding", "date", "server")}
            if self.path.endswith("/version"):
                body = json.dumps({**json.loads(body), "Platform": {"Name": PLATFORM[0]}, "KernelVersion": os.uname().release})
            if self.path.endswith("/info"):
                body = json.dumps({**json.loads(body), "OperatingSystem": PLATFORM[1], "Name": PLATFORM[2], "KernelVersion": os.uname().release})
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body.encode())))
        self.end_headers()
        self.wfile.write(body.encode())
    do_HEAD = do_GET
    def address_string(self):
        return "unix"
    def log_message(self, *_):
        pass

class Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True

class TcpServer(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True

if SOCKET.startswith("/"):
    Server(SOCKET, Handler).serve_forever()
else:
    TcpServer(("127.0.0.1", int(SOCKET)), Handler).serve_forever()
