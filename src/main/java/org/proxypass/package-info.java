/** proxypass: Apache httpd's reverse proxy as a Jakarta Servlet WAR. Holds nothing itself. */
@NullMarked
package org.proxypass;

import org.jspecify.annotations.NullMarked;
