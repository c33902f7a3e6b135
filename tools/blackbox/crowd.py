"""Many clients that connect and then do nothing more."""

import resource
import socket


class Crowd:
    """Connections that stay open, as many as wanted and as the system lets this process have."""

    def __init__(self, port, number, sends=b"", reads=False):
        self.port = port
        self.clients = []
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
        for _ in range(min(number, hard - 200)):
            self.join(sends, reads)

    def join(self, sends, reads):
        client = socket.socket()
        # Small, so that whoever does not read soon stops whoever writes.
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.settimeout(5)
        self.clients.append(client)
        try:
            client.connect(("127.0.0.1", self.port))
        except OSError:
            return  # refused: the next one may be let in
        client.settimeout(5 if reads else 0)
        try:
            client.send(sends)
            if reads:
                client.recv(1)
        except OSError:
            pass  # closed already, to make room for another

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for client in self.clients:
            client.close()
