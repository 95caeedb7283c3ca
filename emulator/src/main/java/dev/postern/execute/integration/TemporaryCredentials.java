package dev.postern.execute.integration;

import dev.postern.auth.Credentials;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Credentials with an expiry, as STS issues them. */
record TemporaryCredentials(Credentials credentials, Instant expiration) {

  /** Parses the XML response of AssumeRole; empty if it contains no credentials. */
  static Optional<TemporaryCredentials> parse(byte[] xml) {
    try {
      Map<String, String> texts = leaves(xml);
      String key = texts.get("AccessKeyId");
      String secret = texts.get("SecretAccessKey");
      String expiration = texts.get("Expiration");
      if (key == null || secret == null || expiration == null) {
        return Optional.empty();
      }
      return Optional.of(
          new TemporaryCredentials(
              new Credentials(key, secret, texts.get("SessionToken")), Instant.parse(expiration)));
    } catch (XMLStreamException | DateTimeParseException _) {
      // The response is not from STS.
      return Optional.empty();
    }
  }

  /** Returns the texts of the leaf elements by element name. */
  private static Map<String, String> leaves(byte[] xml) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
    Map<String, String> texts = new HashMap<>();
    StringBuilder text = new StringBuilder();
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> text.setLength(0);
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
            text.append(reader.getText());
        case XMLStreamConstants.END_ELEMENT -> {
          texts.putIfAbsent(reader.getLocalName(), text.toString().strip());
          text.setLength(0);
        }
        default -> {
          // Comments and other nodes hold no values.
        }
      }
    }
    return texts;
  }
}
