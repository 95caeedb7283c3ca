import org.elasticmq.rest.sqs.SQSRestServerBuilder;

/** Runs ElasticMQ on a free port, which it prints, until its input ends. */
class Sqs {
  public static void main(String[] arguments) throws Exception {
    var server = SQSRestServerBuilder.withDynamicPort().withInterface("localhost").start();
    System.out.println("port=" + server.waitUntilStarted().localAddress().getPort());
    System.in.transferTo(System.err);
    System.exit(0);
  }
}
