"""Docker Hub as far as its limit of pulls goes: a token, and a manifest with the headers of an empty account."""
import http.server, json, ssl, sys

class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/v2/":
            return self.answer(401, "{}", {"Www-Authenticate": 'Bearer realm="https://auth.docker.io/token",service="registry.docker.io"'})
        if self.path.startswith("/token"):
            return self.answer(200, json.dumps({"token": "lab"}), {})
        if self.headers.get("Authorization") != "Bearer lab":
            return self.answer(401, "{}", {})
        self.answer(200, "", {"ratelimit-limit": "100;w=21600", "ratelimit-remaining": "0;w=21600"})
    do_HEAD = do_GET
    def answer(self, status, body, headers):
        self.send_response(status)
        self.send_header("Docker-Distribution-Api-Version", "registry/2.0")
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body.encode())
    def log_message(self, *_):
        pass

context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(sys.argv[1], sys.argv[2])
server = http.server.ThreadingHTTPServer(("127.0.0.1", 443), Handler)
server.socket = context.wrap_socket(server.socket, server_side=True)
server.serve_forever()
