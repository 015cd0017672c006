package org.noiseproof.library;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import org.noiseproof.check.Subject;
import org.noiseproof.spec.Names;

/** The libraries of other projects that an adapter is there for. */
public final class Libraries {
  private Libraries() {}

  /** Their names. */
  public static List<String> names() {
    return List.of("tribuo");
  }

  /**
   * The library of that name, fetched from Maven Central if need be.
   *
   * @throws IllegalArgumentException where there is no adapter of that name
   * @throws LibraryUnavailable where it can be neither found nor fetched
   */
  public static Subject named(String name) {
    if (!name.equals("tribuo")) {
      throw new IllegalArgumentException(
          "unknown library \"" + name + "\": " + Names.didYouMean(name, names()));
    }
    return new Tribuo(loader(MavenFetch.standard().jars(Tribuo.ARTIFACT)));
  }

  /**
   * Sees these jars and the platform, nothing of this project. Open as long as its classes are
   * used.
   */
  private static ClassLoader loader(List<Path> jars) {
    URL[] urls = new URL[jars.size()];
    for (int i = 0; i < urls.length; i++) {
      try {
        urls[i] = jars.get(i).toUri().toURL();
      } catch (MalformedURLException e) {
        throw new LibraryUnavailable("cannot load " + jars.get(i), e);
      }
    }
    return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
  }
}
