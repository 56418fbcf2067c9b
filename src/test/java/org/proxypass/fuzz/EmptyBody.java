package org.proxypass.fuzz;

import java.io.OutputStream;
import org.proxypass.exchange.RequestBody;
import org.proxypass.exchange.ResponseBody;

/** Bodies of messages of which only the head matters. */
final class EmptyBody {
  static final RequestBody OF_REQUEST =
      new RequestBody() {
        @Override
        public long length() {
          return NONE;
        }

        @Override
        public boolean replayable() {
          return true;
        }

        @Override
        public void writeTo(OutputStream backend) {}
      };

  static final ResponseBody OF_RESPONSE =
      new ResponseBody() {
        @Override
        public int read(byte[] buffer, int offset, int length) {
          return -1;
        }

        @Override
        public boolean ready() {
          return true;
        }

        @Override
        public long remaining() {
          return 0;
        }

        @Override
        public void close() {}

        @Override
        public void abort() {}
      };

  private EmptyBody() {}
}
