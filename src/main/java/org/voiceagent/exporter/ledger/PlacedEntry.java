package org.voiceagent.exporter.ledger;

/**
 * An entry and the position of its file when it was recorded, by which a start finds out whether it
 * still fits: an entry whose predecessor was damaged must not count, because that part of the file
 * is read again.
 *
 * @param entry what was counted
 * @param position how many bytes of the file were counted before; 0 if the entry is about no file
 */
record PlacedEntry(Entry entry, long position) {}
