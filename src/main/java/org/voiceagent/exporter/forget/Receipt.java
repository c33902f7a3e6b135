package org.voiceagent.exporter.forget;

import java.time.Instant;
import java.util.List;

/**
 * What was removed of one call. Holds neither its id nor a word of it.
 *
 * @param number counts the receipts of a state folder, from 1
 * @param request identifies the job, so that a resumed job gives one receipt
 * @param cause why it was removed
 * @param subject hash of the call's id with the state folder's secret key, in 64 hexadecimal digits
 * @param begunAt when the job began
 * @param doneAt when it was done
 * @param version of the program that did it
 * @param counted whether the call had been counted
 * @param files what was deleted
 * @param complete whether the list of files is complete; false if the folder could not be read
 */
public record Receipt(
    long number,
    String request,
    Cause cause,
    String subject,
    Instant begunAt,
    Instant doneAt,
    String version,
    boolean counted,
    List<DeletedFile> files,
    boolean complete) {

  /** Why a call is forgotten. */
  public enum Cause {
    /** The request named the call. */
    CALL,
    /** The request named the caller. */
    CALLER
  }

  /**
   * A file that was deleted.
   *
   * @param name its name, if it is one of the contract; otherwise a hash, because a name may reveal
   *     something
   * @param bytes its size
   * @param sha256 of its content in hexadecimal digits; "" for what has no content, such as a link,
   *     and for what could not be read
   */
  public record DeletedFile(String name, long bytes, String sha256) {}

  /** Copies the list. */
  public Receipt {
    files = List.copyOf(files);
  }
}
