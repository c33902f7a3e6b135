package org.voiceagent.exporter.files;

import java.util.List;

/**
 * What was removed of a call's folder.
 *
 * @param name the folder's name, which is the call's id
 * @param files how many files, links and other entries went, folders not among them
 * @param bytes how many bytes the regular files had together
 * @param digests each of them by itself if that was asked for, otherwise none
 */
public record RemovedFolder(String name, int files, long bytes, List<FileDigest> digests) {
  /** Keeps a copy of the list. */
  public RemovedFolder {
    digests = List.copyOf(digests);
  }

  /**
   * One file that was removed.
   *
   * @param file its path within the call's folder, with {@code /} between names
   * @param bytes its size as read
   * @param sha256 its SHA-256 in lower-case hexadecimal digits; "" for anything but a regular file,
   *     such as a link, and for a file that may not be read
   */
  public record FileDigest(String file, long bytes, String sha256) {}
}
