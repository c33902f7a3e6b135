package org.voiceagent.exporter.call;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * How calls are named outside of the folder of all calls. A folder may be named by a person's
 * number or address; such a call has a short form for its id everywhere else, made with a secret
 * key. Other calls have the folder's name for their id. Thread-safe.
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

  /** Which ids are shown as they are; the words of {@code series.call_id}. */
  public enum Shown {
    /** All of them. */
    SHOWN,
    /** None: every call has a short form. */
    KEYED,
    /** Those that do not look like a person's number or address. */
    AUTO
  }

  /** Every call has its folder's name for its id. */
  public static CallNames asTheyAre() {
    return AS_THEY_ARE;
  }

  /**
   * Names by an operator's choice.
   *
   * @param key the key that callers are hashed with; asked for when the first short form is made
   */
  public static CallNames of(Shown how, Supplier<KeyedHash> key) {
    return new CallNames(how, key);
  }

  /** The id of the call in a folder of this name; empty if no call's folder has such a name. */
  public Optional<CallId> id(String folder) {
    return CallId.parse(folder).map(own -> needsShortForm(folder) ? shortForm(own) : own);
  }

  /** A text in the place of an id, such as the id of a call that counted under its own name. */
  public String shown(String text) {
    return CallId.parse(text)
        .map(own -> needsShortForm(text) ? shortForm(own).value() : text)
        .orElseGet(() -> PersonalId.looksPersonal(text) && how != Shown.SHOWN ? hash(text) : text);
  }

  /** The same id, or its short form if it is not to be shown. */
  public CallId shown(CallId id) {
    return needsShortForm(id.value()) ? shortForm(id) : id;
  }

  /**
   * The ids under which the call in a folder of this name may be known: its id first, then those it
   * had under another setting. Empty if no call's folder has such a name.
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

  /** Whether an id is that of a person, so that nothing may lead to it. */
  public static boolean looksPersonal(CallId id) {
    return PersonalId.looksPersonal(id.value());
  }

  /** Whether an id has the form that ids have that are not shown. */
  public boolean isShortForm(CallId id) {
    return how != Shown.SHOWN && SHORT_FORM.matcher(id.value()).matches();
  }

  /**
   * The name of the folder of a call, if it is known without looking: that is the id itself, or
   * what a short form was lately made of.
   */
  public Optional<String> folder(CallId id) {
    if (!isShortForm(id)) {
      return Optional.of(id.value());
    }
    synchronized (folders) {
      return Optional.ofNullable(folders.get(id));
    }
  }

  /** The name of the folder of a call among the names of all folders, if it is there. */
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
