"""An HTTP proxy that knows CONNECT. Arguments: what it does to a request: pass (the default), deny, hang."""
import socket, socketserver, sys, threading

MODE = sys.argv[1] if len(sys.argv) > 1 else "pass"

def pump(a, b):
    try:
        while data := a.recv(65536):
            b.sendall(data)
    except OSError:
        pass
    try:
        b.shutdown(socket.SHUT_WR)
    except OSError:
        pass

class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        first = self.rfile.readline().decode()
        while self.rfile.readline().strip():
            pass
        if MODE == "hang":
            threading.Event().wait()
        if MODE == "deny":
            self.wfile.write(b"HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n")
            return
        method, target, _ = first.split()
        if method != "CONNECT":
            self.wfile.write(b"HTTP/1.1 501 Not Implemented\r\nContent-Length: 0\r\n\r\n")
            return
        host, port = target.rsplit(":", 1)
        # Names that only the proxy knows, as in an office network.
        other = socket.create_connection(("127.0.0.1" if host.endswith(("docker.io", ".lab")) else host, int(port)))
        self.wfile.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        self.wfile.flush()
        threading.Thread(target=pump, args=(other, self.connection), daemon=True).start()
        pump(self.connection, other)

class Server(socketserver.ThreadingMixIn, socketserver.TCPServer):
    daemon_threads = True
    allow_reuse_address = True

Server(("127.0.0.1", 3128), Handler).serve_forever()
