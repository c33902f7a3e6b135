package org.voiceagent.exporter.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallNames;

/**
 * Finds and removes the bodies of single calls in the spool and in the quarantine. Thread-safe, but
 * a body may move to its call's folder meanwhile.
 */
public final class BodySearch {
  private final List<BodyFolder> folders;
  private final CallNames names;

  BodySearch(List<BodyFolder> folders, CallNames names) {
    this.folders = List.copyOf(folders);
    this.names = names;
  }

  /**
   * Searches what a daemon that has ended left in its state folder.
   *
   * @param names how calls are named
   * @throws IOException if the folders cannot be listed
   */
  public static BodySearch atRest(Path state, CallNames names) throws IOException {
    Path inbox = state.resolve(Inbox.FOLDER);
    return new BodySearch(
        Files.isDirectory(inbox)
            ? List.of(
                BodyFolder.open(inbox.resolve(Inbox.SPOOL)),
                BodyFolder.open(inbox.resolve(Inbox.QUARANTINE)))
            : List.of(),
        names);
  }

  /**
   * Whether any body names the call.
   *
   * @throws IOException if one cannot be read
   */
  public boolean knows(CallId call) throws IOException {
    return visit(call, false);
  }

  /**
   * Removes all bodies that name one of these calls.
   *
   * @throws IOException if one cannot be read or removed
   */
  public void forget(Set<CallId> calls) throws IOException {
    for (CallId call : calls) {
      visit(call, true);
    }
  }

  private boolean visit(CallId call, boolean remove) throws IOException {
    boolean found = false;
    for (BodyFolder folder : folders) {
      for (StoredBody body : folder.all()) {
        Optional<byte[]> content = folder.read(body);
        if (content.isPresent() && names(call, body, content.get())) {
          found = true;
          if (remove) {
            folder.remove(body);
          }
        }
      }
    }
    return found;
  }

  /** A body is searched for the id itself too, because one in the quarantine may lack its place. */
  private boolean names(CallId call, StoredBody body, byte[] content) {
    boolean named =
        body.kind() == StoredBody.Kind.REPORT
            && ReportIdentity.of(body.source(), content) instanceof ReportIdentity.OfCall of
            && names.ids(of.call().value()).contains(call);
    return named || contains(content, call.value().getBytes(UTF_8));
  }

  private static boolean contains(byte[] all, byte[] part) {
    for (int at = 0; at <= all.length - part.length; at++) {
      if (Arrays.equals(all, at, at + part.length, part, 0, part.length)) {
        return true;
      }
    }
    return false;
  }
}
