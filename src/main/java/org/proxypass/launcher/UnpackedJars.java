package org.proxypass.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The jars of the WAR, copied to a temporary folder of their own, which goes away on {@link
 * #close()}. While it is in use the folder holds a locked file: a folder whose lock is free was
 * left behind by a killed run and is removed by the next one.
 */
final class UnpackedJars implements AutoCloseable {
  private static final String PREFIX = "proxypass-";
  private static final String LOCK = "lock";

  private final Path folder;
  private final FileChannel lock;
  private final URL[] urls;

  private UnpackedJars(Path folder, FileChannel lock, URL[] urls) {
    this.folder = folder;
    this.lock = lock;
    this.urls = urls;
  }

  /**
   * Copies the jars of {@code WEB-INF/lib} and {@code WEB-INF/lib-provided}.
   *
   * @param war the executable WAR
   * @throws IOException when the WAR cannot be read or the temporary folder cannot be written
   */
  static UnpackedJars of(Path war) throws IOException {
    Path folder = Files.createTempDirectory(PREFIX);
    FileChannel lock = takeLock(folder);
    removeLeftovers(folder);
    List<URL> urls = new ArrayList<>();
    try (ZipFile zip = new ZipFile(war.toFile())) {
      for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
        String name = entry.getName();
        boolean library =
            name.startsWith("WEB-INF/lib/") || name.startsWith("WEB-INF/lib-provided/");
        if (library && name.endsWith(".jar")) {
          Path jar = folder.resolve(name.substring(name.lastIndexOf('/') + 1));
          try (InputStream content = zip.getInputStream(entry)) {
            Files.copy(content, jar);
          }
          urls.add(jar.toUri().toURL());
        }
      }
    }
    return new UnpackedJars(folder, lock, urls.toArray(URL[]::new));
  }

  /** The copies. */
  URL[] urls() {
    return urls.clone();
  }

  /** Removes the folder. */
  @Override
  public void close() throws IOException {
    lock.close();
    delete(folder);
  }

  private static FileChannel takeLock(Path folder) throws IOException {
    // Locked under another name first: another run must never see the file without its lock.
    Path unlocked = folder.resolve(LOCK + ".new");
    FileChannel channel =
        FileChannel.open(unlocked, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    channel.lock();
    Files.move(unlocked, folder.resolve(LOCK));
    return channel;
  }

  private static void removeLeftovers(Path own) throws IOException {
    Path parent = own.toAbsolutePath().getParent();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path folder : folders) {
        if (!folder.equals(own) && ownedAlike(folder, own) && abandoned(folder)) {
          delete(folder);
        }
      }
    } catch (FileSystemException | UncheckedIOException e) {
      // Another run that cleans up at the same time was faster, or the folder is closed to us.
      return;
    }
  }

  private static boolean ownedAlike(Path folder, Path own) throws IOException {
    return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
        && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(own));
  }

  private static boolean abandoned(Path folder) throws IOException {
    Path file = folder.resolve(LOCK);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) walk.sorted(Comparator.reverseOrder())::iterator) {
        Files.deleteIfExists(path);
      }
    }
  }
}
