import java.lang.instrument.Instrumentation;
import java.lang.management.ManagementFactory;

/**
 * A Java agent that makes a program slower by as many percent as its argument says: beside every
 * 100 ms of processor time that the program uses, it burns so many more. It proves that the guard
 * fails when it should.
 */
public class Burner {
  public static void premain(String percent, Instrumentation unused) {
    double share = Double.parseDouble(percent) / 100;
    Thread thread = new Thread(() -> burn(share), "burner");
    thread.setDaemon(true);
    thread.start();
  }

  private static void burn(double share) {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    var threads = ManagementFactory.getThreadMXBean();
    while (true) {
      long burnt = threads.getCurrentThreadCpuTime();
      if (burnt >= share * (system.getProcessCpuTime() - burnt)) {
        java.util.concurrent.locks.LockSupport.parkNanos(2_000_000);
      }
    }
  }
}
