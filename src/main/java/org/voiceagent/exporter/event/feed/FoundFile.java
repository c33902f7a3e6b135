package org.voiceagent.exporter.event.feed;

import java.nio.file.attribute.FileTime;
import org.voiceagent.exporter.event.LineFormat;

/**
 * An event file as a look through the folder found it.
 *
 * @param path its path below the folder, with slashes
 * @param key its number in its file system; see {@link FileIdentity}
 * @param size in bytes
 * @param modified when it was written last
 * @param format how its lines are written
 */
record FoundFile(String path, String key, long size, FileTime modified, LineFormat format) {}
