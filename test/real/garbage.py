"""Something on the engine's socket that is no engine: it sends nonsense, or closes at once."""
import socket, sys

server = socket.socket(socket.AF_UNIX)
server.bind("/run/docker.sock")
server.listen(16)
while True:
    client, _ = server.accept()
    if sys.argv[1:] != ["close"]:
        client.recv(1024)
        client.sendall(b"\x00\x01\x1b[31mnot http at all\r\n\r\n")
    client.close()
