package org.proxypass.launcher;

import java.beans.PropertyChangeListener;
import org.apache.catalina.Context;
import org.apache.catalina.Loader;
import org.jspecify.annotations.Nullable;

/**
 * Gives a context the class loader that loaded the launcher: proxy and container share one set of
 * classes, and there is nothing to search, to watch or to clean up.
 */
final class ParentLoader implements Loader {
  private @Nullable Context context;

  @Override
  public ClassLoader getClassLoader() {
    return ParentLoader.class.getClassLoader();
  }

  @Override
  public @Nullable Context getContext() {
    return context;
  }

  @Override
  public void setContext(@Nullable Context context) {
    this.context = context;
  }

  @Override
  public boolean getDelegate() {
    return true;
  }

  @Override
  public void setDelegate(boolean delegate) {
    if (!delegate) {
      throw new UnsupportedOperationException("there is nothing to prefer to the parent");
    }
  }

  @Override
  public boolean modified() {
    return false;
  }

  @Override
  public void backgroundProcess() {}

  @Override
  public void addPropertyChangeListener(PropertyChangeListener listener) {}

  @Override
  public void removePropertyChangeListener(PropertyChangeListener listener) {}
}
