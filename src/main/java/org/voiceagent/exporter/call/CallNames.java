package org.voiceagent.exporter.call;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Decides under which id a call is known outside the sessions folder. A folder may be named after a
 * person's number or address; everywhere else, such a call has a short id made with a secret key.
 * Other calls have the name of their folder as their id. Thread-safe.
 */
public final class CallNames {
  private static final CallNames AS_THEY_ARE =
      new CallNames(
          Shown.SHOWN,
          () -> {
            throw new IllegalStateException("no key is needed");
          });

  /** As long as the hash of a caller, which is as secret. */
  private static final int DIGITS = 16;

  private static final String PREFIX = "call-";
  private static final Pattern SHORT_FORM = Pattern.compile(PREFIX + "[0-9a-f]{16}");
  private static final int MOST_REMEMBERED = 10_000;

  private final Shown how;
  private final Supplier<KeyedHash> key;
  private final Map<CallId, String> folders =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<CallId, String> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  private CallNames(Shown how, Supplier<KeyedHash> key) {
    this.how = how;
    this.key = key;
  }

  /** Which ids are shown unchanged: the values of {@code series.call_id}. */
  public enum Shown {
    /** All of them. */
    SHOWN,
    /** None: every call has a short id. */
    KEYED,
    /** All but those that look like a person's number or address. */
    AUTO
  }

  /** Every call has the name of its folder as its id. */
  public static CallNames asTheyAre() {
    return AS_THEY_ARE;
  }

  /**
   * Names calls as the operator chose.
   *
   * @param key the key that callers are hashed with; requested when the first short id is made
   */
  public static CallNames of(Shown how, Supplier<KeyedHash> key) {
    return new CallNames(how, key);
  }

  /** The id of the call in a folder of this name; empty if no call's folder has such a name. */
  public Optional<CallId> id(String folder) {
    return CallId.parse(folder).map(own -> needsShortForm(folder) ? shortForm(own) : own);
  }

  /** What to show for a text that may be an id, such as one recorded under another setting. */
  public String shown(String text) {
    return CallId.parse(text)
        .map(own -> needsShortForm(text) ? shortForm(own).value() : text)
        .orElseGet(() -> PersonalId.looksPersonal(text) && how != Shown.SHOWN ? hash(text) : text);
  }

  /** The same id, or its short form if it must not be shown. */
  public CallId shown(CallId id) {
    return needsShortForm(id.value()) ? shortForm(id) : id;
  }

  /**
   * The ids that the call in a folder of this name may have: its id first, then those it had under
   * another setting. Empty if no call's folder has such a name.
   */
  public List<CallId> ids(String folder) {
    Optional<CallId> id = id(folder);
    if (id.isEmpty() || this == AS_THEY_ARE) {
      return id.stream().toList();
    }
    CallId own = new CallId(folder);
    CallId other = id.get().equals(own) ? new CallId(hash(folder)) : own;
    return List.of(id.get(), other);
  }

  /** Whether an id looks like a person's, so that nothing may link to it. */
  public static boolean looksPersonal(CallId id) {
    return PersonalId.looksPersonal(id.value());
  }

  /** Whether an id is a short form. */
  public boolean isShortForm(CallId id) {
    return how != Shown.SHOWN && SHORT_FORM.matcher(id.value()).matches();
  }

  /**
   * The name of a call's folder, if it is known without listing folders: the id itself, or the name
   * that a short form was recently made from.
   */
  public Optional<String> folder(CallId id) {
    if (!isShortForm(id)) {
      return Optional.of(id.value());
    }
    synchronized (folders) {
      return Optional.ofNullable(folders.get(id));
    }
  }

  /** The name of a call's folder among these names, if it is one of them. */
  public Optional<String> folder(CallId id, Iterable<String> names) {
    for (String name : names) {
      if (id(name).filter(id::equals).isPresent()) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  private boolean needsShortForm(String text) {
    return switch (how) {
      case SHOWN -> false;
      case AUTO -> PersonalId.looksPersonal(text);
      case KEYED -> !SHORT_FORM.matcher(text).matches();
    };
  }

  private CallId shortForm(CallId own) {
    CallId made = new CallId(hash(own.value()));
    synchronized (folders) {
      folders.put(made, own.value());
    }
    return made;
  }

  private String hash(String text) {
    return PREFIX + key.get().hex("call:" + text, DIGITS);
  }
}
