package org.voiceagent.exporter.daemon;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs something at SIGHUP. The JDK's signal class is reached by reflection because naming it is a
 * compiler warning that cannot be switched off; it is exported and supported by every JDK to 25.
 */
public final class HangUp {
  private static final Logger logger = LoggerFactory.getLogger(HangUp.class);

  private HangUp() {}

  /** Runs the action at each SIGHUP from now on, on a thread of the JVM. */
  public static void runs(Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      InvocationHandler call =
          (proxy, method, arguments) -> {
            if (method.getName().equals("handle")) {
              action.run();
            }
            return null;
          };
      Object proxy =
          Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, call);
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), proxy);
    } catch (ReflectiveOperationException e) {
      logger.warn("SIGHUP does not reload here: this Java has no signals", e);
    }
  }
}
