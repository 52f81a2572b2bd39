"""A proxy. Arguments: what it does (pass, deny, hang: HTTP with CONNECT; socks: SOCKS 5; tls: HTTP inside TLS), its port,
and for tls its certificate and key."""
import socket, socketserver, ssl, struct, sys, threading

MODE = sys.argv[1] if len(sys.argv) > 1 else "pass"
PORT = int(sys.argv[2]) if len(sys.argv) > 2 else 3128

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

def reach(host, port):
    # Names that only the proxy knows, as in an office network.
    return socket.create_connection(("127.0.0.1" if host.endswith(("docker.io", ".lab", ".office")) else host, int(port)))

def join(a, b):
    threading.Thread(target=pump, args=(a, b), daemon=True).start()
    pump(b, a)

class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        if MODE == "socks":
            return self.socks()
        # A TLS handshake, for a proxy that speaks none.
        if MODE != "tls" and self.connection.recv(1, socket.MSG_PEEK) == b"\x16":
            self.wfile.write(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            return
        head = [self.rfile.readline()]
        while head[-1].strip():
            head.append(self.rfile.readline())
        if MODE == "hang":
            threading.Event().wait()
        if MODE == "deny":
            self.wfile.write(b"HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n")
            return
        method, target, version = head[0].decode().split()
        if method == "CONNECT":
            other = reach(*target.rsplit(":", 1))
            self.wfile.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            self.wfile.flush()
            return join(other, self.connection)
        # Plain HTTP comes with its whole address.
        place, _, path = target.removeprefix("http://").partition("/")
        name, _, port = place.partition(":")
        other = reach(name, port or 80)
        other.sendall(f"{method} /{path} {version}\r\n".encode() + b"".join(head[1:]))
        join(other, self.connection)

    def socks(self):
        count = self.rfile.read(2)[1]
        self.rfile.read(count)
        self.wfile.write(b"\x05\x00")
        kind = self.rfile.read(4)[3]
        if kind == 1:
            host = socket.inet_ntoa(self.rfile.read(4))
        elif kind == 3:
            host = self.rfile.read(self.rfile.read(1)[0]).decode()
        else:
            host = socket.inet_ntop(socket.AF_INET6, self.rfile.read(16))
        port = struct.unpack(">H", self.rfile.read(2))[0]
        try:
            other = reach(host, port)
        except OSError:
            self.wfile.write(b"\x05\x05\x00\x01\x00\x00\x00\x00\x00\x00")
            return
        self.wfile.write(b"\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00")
        self.wfile.flush()
        join(other, self.connection)

class Server(socketserver.ThreadingMixIn, socketserver.TCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def get_request(self):
        connection, address = super().get_request()
        if MODE != "tls":
            return connection, address
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[3], sys.argv[4])
        return context.wrap_socket(connection, server_side=True), address

    def handle_error(self, request, client_address):
        pass

Server(("127.0.0.1", PORT), Handler).serve_forever()
