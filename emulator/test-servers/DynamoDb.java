import com.amazonaws.services.dynamodbv2.local.main.ServerRunner;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Runs DynamoDB Local in memory on a free port, which it prints, until its input ends. */
class DynamoDb {
  public static void main(String[] arguments) throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    var server =
        ServerRunner.createServerFromCommandLineArgs(
            new String[] {"-inMemory", "-disableTelemetry", "-port", Integer.toString(port)});
    server.start();
    System.out.println("port=" + port);
    System.in.transferTo(System.err);
    System.exit(0);
  }
}
