/**
 * java -jar: command line, embedded Tomcat, connectors from Listen, the demo backends. Nothing else
 * may import Tomcat.
 */
@NullMarked
package org.proxypass.launcher;

import org.jspecify.annotations.NullMarked;
