package org.voiceagent.exporter.stack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server on loopback that takes every message and keeps it. */
final class AlertMailbox implements AutoCloseable {
  /** One message: who logged in with what, whom it is for, and what was sent, headers and all. */
  record Mail(String login, List<String> recipients, String content) {}

  private final ServerSocket socket;
  private final List<Mail> mails = new CopyOnWriteArrayList<>();

  AlertMailbox() throws IOException {
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "mailbox");
    thread.setDaemon(true);
    thread.start();
  }

  String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  List<Mail> mails() {
    return List.copyOf(mails);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        talk(client);
      } catch (IOException e) {
        if (!socket.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void talk(Socket client) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
    OutputStream out = client.getOutputStream();
    List<String> recipients = new CopyOnWriteArrayList<>();
    String login = "";
    say(out, "220 mailbox");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String verb = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
      switch (verb) {
        case "EHLO" -> say(out, "250-mailbox\r\n250 AUTH PLAIN");
        case "AUTH" -> {
          byte[] plain = Base64.getDecoder().decode(line.split(" ", -1)[2]);
          login = new String(plain, StandardCharsets.UTF_8).replace('\0', ' ').strip();
          say(out, "235 welcome");
        }
        case "RCPT" -> {
          recipients.add(line.replaceAll(".*<|>.*", ""));
          say(out, "250 yes");
        }
        case "DATA" -> {
          say(out, "354 go on");
          mails.add(new Mail(login, List.copyOf(recipients), message(in)));
          say(out, "250 taken");
        }
        case "QUIT" -> {
          say(out, "221 bye");
          return;
        }
        default -> say(out, "250 yes");
      }
    }
  }

  private static String message(BufferedReader in) throws IOException {
    StringBuilder message = new StringBuilder();
    for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
      message.append(line).append('\n');
    }
    return message.toString();
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
