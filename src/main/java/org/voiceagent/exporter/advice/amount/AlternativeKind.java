package org.voiceagent.exporter.advice.amount;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.voiceagent.exporter.advice.fact.RecentPerformance;
import org.voiceagent.exporter.advice.fact.RuleContext;
import org.voiceagent.exporter.advice.fact.ServedBy;
import org.voiceagent.exporter.call.LabelSet;

/** The kinds of alternatives a rule may choose from: which exist, and what is known of each. */
public enum AlternativeKind {
  /** The pipelines of the snapshot. */
  PIPELINES {
    @Override
    public Collection<String> names(RuleContext call) {
      return enabled(call, "pipelines");
    }

    @Override
    public Optional<RecentPerformance> own(RuleContext call, String name) {
      return RecentPerformance.of(call, labels -> labels.pipelineName().equals(name));
    }

    @Override
    public String inUse(RuleContext call, String current) {
      return call.labels().pipelineName();
    }
  },
  /** The providers of the snapshot that can serve a call alone. */
  PROVIDERS {
    @Override
    public Collection<String> names(RuleContext call) {
      return enabled(call, "providers").stream()
          .filter(name -> ServedBy.isAgent(name, call.snapshot()))
          .toList();
    }

    @Override
    public Optional<RecentPerformance> own(RuleContext call, String name) {
      return RecentPerformance.of(call, labels -> labels.providerId().equals(name));
    }

    @Override
    public String inUse(RuleContext call, String current) {
      return call.labels().providerId();
    }
  },
  /** The providers of the snapshot that recognise speech for a pipeline. */
  RECOGNIZERS {
    @Override
    public Collection<String> names(RuleContext call) {
      return enabled(call, "providers").stream().filter(name -> name.endsWith("_stt")).toList();
    }

    @Override
    public Optional<RecentPerformance> own(RuleContext call, String name) {
      return Optional.empty();
    }

    @Override
    public OptionalDouble published(RuleContext call, String name) {
      return call.thresholds().sttP99Ms(name);
    }

    @Override
    public String inUse(RuleContext call, String current) {
      return current;
    }
  },
  /** The models that other calls of the same pipeline and provider ran on. */
  MODELS {
    @Override
    public Collection<String> names(RuleContext call) {
      return call.earlier().labelSets().stream()
          .filter(labels -> isSameService(call, labels))
          .map(LabelSet::modelVariant)
          .filter(model -> !model.equals(LabelSet.UNKNOWN))
          .toList();
    }

    @Override
    public Optional<RecentPerformance> own(RuleContext call, String name) {
      return RecentPerformance.of(
          call, labels -> isSameService(call, labels) && labels.modelVariant().equals(name));
    }

    @Override
    public OptionalDouble published(RuleContext call, String name) {
      return OptionalDouble.empty();
    }

    @Override
    public String inUse(RuleContext call, String current) {
      return call.labels().modelVariant();
    }
  };

  /** The names of all alternatives. */
  public abstract Collection<String> names(RuleContext call);

  /** How the operator's own calls with it went, if there are enough. */
  public abstract Optional<RecentPerformance> own(RuleContext call, String name);

  /** Its published latency in ms, if there is one; that of responses unless overridden. */
  public OptionalDouble published(RuleContext call, String name) {
    return OptionalDouble.of(call.thresholds().latencyLimitMs(name));
  }

  /**
   * The name of the one that served this call.
   *
   * @param current the name of the configured one
   */
  public abstract String inUse(RuleContext call, String current);

  /** The word that rules use for it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static List<String> enabled(RuleContext call, String group) {
    Function<String, String> switchOf = name -> group + "." + name + ".enabled";
    return call.namesUnder(group).stream()
        .filter(name -> !call.settingText(switchOf.apply(name)).equals("false"))
        .toList();
  }

  private static boolean isSameService(RuleContext call, LabelSet labels) {
    return labels.pipelineName().equals(call.labels().pipelineName())
        && labels.providerId().equals(call.labels().providerId());
  }
}
