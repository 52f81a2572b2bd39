"""A TLS server whose clock is a year ahead, with a certificate that is valid from then on: the certificate in argv."""
import email.utils, http.server, ssl, sys, time

class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"OK")
    def date_time_string(self, timestamp=None):
        return email.utils.formatdate(time.time() + 366 * 86400, usegmt=True)
    def log_message(self, *_):
        pass

context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(sys.argv[1], sys.argv[2])
server = http.server.ThreadingHTTPServer(("127.0.0.1", 2376), Handler)
server.socket = context.wrap_socket(server.socket, server_side=True)
server.serve_forever()
