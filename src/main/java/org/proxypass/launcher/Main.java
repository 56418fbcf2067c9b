package org.proxypass.launcher;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The entry of {@code java -jar proxypass.war}: takes the jars out of the WAR, builds one class
 * loader over them and hands over to {@link Launcher}. It lies in the root of the WAR beside {@link
 * UnpackedJars} and {@link ExitTasks}, where no other class of the project is visible, and so knows
 * only {@code java.*}.
 */
public final class Main {
  private static final String LAUNCHER = "org.proxypass.launcher.Launcher";

  /** A start takes no longer. */
  private static final int START_SECONDS = 10;

  private Main() {}

  /**
   * Runs the launcher and ends the JVM with its exit status.
   *
   * @param arguments the command line; {@code -h} explains it
   * @throws ReflectiveOperationException when the WAR was built wrongly
   * @throws URISyntaxException when the location of the WAR is not a file
   */
  public static void main(String[] arguments)
      throws ReflectiveOperationException, URISyntaxException {
    Path war = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    UnpackedJars jars;
    try {
      jars = UnpackedJars.of(war);
    } catch (IOException e) {
      System.err.println("proxypass: cannot unpack the jars of " + war + ": " + e);
      System.exit(1);
      return;
    }
    @SuppressWarnings("resource") // closed at exit: classes load until the last moment
    URLClassLoader loader =
        new URLClassLoader("proxypass", jars.urls(), ClassLoader.getPlatformClassLoader());
    ExitTasks atExit = new ExitTasks();
    CountDownLatch returned = new CountDownLatch(1);
    // One hook, because hooks run side by side and the jars are needed until the server has
    // stopped.
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> shutDown(atExit, returned, loader, jars), "shutdown"));
    Thread.currentThread().setContextClassLoader(loader);
    int status;
    try {
      Method run = loader.loadClass(LAUNCHER).getMethod("run", String[].class, Consumer.class);
      Consumer<Runnable> register = atExit::add;
      status = invoke(run, arguments, register);
    } finally {
      returned.countDown();
    }
    System.exit(status);
  }

  private static int invoke(Method run, String[] arguments, Consumer<Runnable> register)
      throws IllegalAccessException {
    try {
      return (int) run.invoke(null, arguments, register);
    } catch (InvocationTargetException e) {
      System.err.println("proxypass: a fault of the program");
      e.printStackTrace();
      return 1;
    }
  }

  private static void shutDown(
      ExitTasks atExit, CountDownLatch returned, URLClassLoader loader, UnpackedJars jars) {
    try {
      atExit.run();
    } finally {
      // A start that is not finished yet still loads classes; it stops as soon as it is. The jars
      // of one that hangs are left to the next run.
      if (returnedInTime(returned)) {
        close(loader);
        close(jars);
      }
    }
  }

  private static boolean returnedInTime(CountDownLatch returned) {
    try {
      return returned.await(START_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void close(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      System.err.println("proxypass: cannot clean up: " + e);
    }
  }
}
