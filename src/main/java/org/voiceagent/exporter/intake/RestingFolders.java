package org.voiceagent.exporter.intake;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.voiceagent.exporter.call.RestingCall;

/**
 * The folders that were abandoned or refused last, for people to look at; there may be many more.
 * Used by the intake's thread only.
 */
final class RestingFolders {
  private static final int MOST = 200;

  private final Map<String, RestingCall> newestLast =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RestingCall> eldest) {
          return size() > MOST;
        }
      };

  private List<RestingCall> newestFirst = List.of();
  private boolean changed;

  /** Notes that a folder was abandoned or refused. */
  void add(String name, RestingCall call) {
    newestLast.remove(name);
    newestLast.put(name, call);
    changed = true;
  }

  /** Notes that a folder is gone, counted, or active again. */
  void remove(String name) {
    changed |= newestLast.remove(name) != null;
  }

  /** Those that are kept, the last one first. Immutable. */
  List<RestingCall> newestFirst() {
    if (changed) {
      List<RestingCall> all = new ArrayList<>(newestLast.values());
      Collections.reverse(all);
      newestFirst = List.copyOf(all);
      changed = false;
    }
    return newestFirst;
  }
}
