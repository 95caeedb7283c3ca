import java.net.URI;
import java.util.Properties;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStoreContext;
import org.jclouds.blobstore.TransientApiMetadata;

/**
 * Runs S3Proxy in memory on a free port, which it prints, until its input ends. It verifies
 * signatures of the key and the secret that it is given.
 */
class S3 {
  public static void main(String[] arguments) throws Exception {
    BlobStoreContext context =
        ContextBuilder.newBuilder(new TransientApiMetadata())
            .credentials("identity", "credential")
            .overrides(new Properties())
            .build(BlobStoreContext.class);
    S3Proxy proxy =
        S3Proxy.builder()
            .blobStore(context.getBlobStore())
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V4, arguments[0], arguments[1])
            .build();
    proxy.start();
    System.out.println("port=" + proxy.getPort());
    System.in.transferTo(System.err);
    System.exit(0);
  }
}
