package org.voiceagent.exporter.packaging;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * Stands in for the program where only the scripts around it are on trial: it says what it was
 * called with, and as a daemon or an engine it stays until it is told to stop.
 */
public final class StandInProgram {

  private StandInProgram() {}

  /**
   * Says {@code called with:} and the arguments, one a line; {@code serve --listen HOST:PORT}
   * answers every request with 200, {@code demo} does nothing, and both stay, except with {@code
   * --history}.
   *
   * @throws IOException if the address cannot be listened on
   * @throws InterruptedException never in practice: nobody interrupts the main thread
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<String> words = List.of(arguments);
    System.out.println("called with:" + System.lineSeparator() + String.join("\n", words));
    if (words.contains("--listen")) {
      answerEverything(words.get(words.indexOf("--listen") + 1));
    }
    if (words.contains("serve") || (words.contains("demo") && !words.contains("--history"))) {
      System.out.println(words.get(0) + " is process " + ProcessHandle.current().pid());
      new CountDownLatch(1).await();
    }
  }

  /** Packs this class into a runnable jar. */
  static void pack(Path jar) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, StandInProgram.class.getName());
    Files.createDirectories(jar.getParent());
    String entry = StandInProgram.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        var bytes = StandInProgram.class.getClassLoader().getResourceAsStream(entry)) {
      out.putNextEntry(new JarEntry(entry));
      bytes.transferTo(out);
    }
  }

  private static void answerEverything(String address) throws IOException {
    int colon = address.lastIndexOf(':');
    InetSocketAddress socket =
        new InetSocketAddress(
            address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
    HttpServer server = HttpServer.create(socket, 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }
}
