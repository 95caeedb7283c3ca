package dev.postern.runner.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.Network;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Network path from containers to this process.
 *
 * @param address where Runtime API servers bind, and the name by which containers reach them
 * @param network network that containers join; null for the engine's default
 */
record DockerNetwork(HostAddress address, @Nullable String network) {
  /** Docker's name for the host, available in containers that request it. */
  static final String HOST_NAME = "host.docker.internal";

  /**
   * Finds the network path. The settings take precedence. Otherwise checks whether the engine's
   * bridge is an interface of this machine, then whether this process runs in a container of the
   * same engine. If neither, assumes that the engine runs in a virtual machine that forwards {@link
   * #HOST_NAME} to the host's loopback.
   */
  static DockerNetwork find(
      DockerClient docker, @Nullable String bindAddress, @Nullable String hostAddress) {
    DockerNetwork found =
        bridge(docker)
            .or(() -> ownContainer(docker))
            .orElse(new DockerNetwork(new HostAddress("127.0.0.1", HOST_NAME), null));
    String bind = bindAddress != null ? bindAddress : found.address().bind();
    String host = hostAddress != null ? hostAddress : found.address().host();
    return new DockerNetwork(new HostAddress(bind, host), found.network());
  }

  private static Optional<DockerNetwork> bridge(DockerClient docker) {
    Network bridge;
    try {
      bridge = docker.inspectNetworkCmd().withNetworkId("bridge").exec();
    } catch (NotFoundException e) {
      return Optional.empty();
    }
    return gateway(bridge)
        .filter(DockerNetwork::isOurs)
        .or(() -> interfaceAddress(bridge))
        .map(gateway -> new DockerNetwork(new HostAddress(gateway, gateway), null));
  }

  private static Optional<String> gateway(Network network) {
    Network.Ipam ipam = network.getIpam();
    List<Network.Ipam.Config> configs = ipam == null ? null : ipam.getConfig();
    return Optional.ofNullable(configs).stream()
        .flatMap(List::stream)
        .flatMap(config -> Optional.ofNullable(config.getGateway()).stream())
        .filter(address -> !address.contains(":"))
        .findFirst();
  }

  /** Returns the bridge's address. Before the first container an engine reports no gateway. */
  private static Optional<String> interfaceAddress(Network network) {
    Map<String, String> options = network.getOptions();
    String name = options == null ? null : options.get("com.docker.network.bridge.name");
    if (name == null) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(NetworkInterface.getByName(name)).stream()
          .flatMap(i -> i.getInterfaceAddresses().stream())
          .map(InterfaceAddress::getAddress)
          .filter(Inet4Address.class::isInstance)
          .map(InetAddress::getHostAddress)
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static boolean isOurs(String address) {
    try {
      return NetworkInterface.getByInetAddress(InetAddress.getByName(address)) != null;
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns the network of this process's container. Works only if its host name is its id. */
  private static Optional<DockerNetwork> ownContainer(DockerClient docker) {
    try {
      String id = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
      InspectContainerResponse self = docker.inspectContainerCmd(id).exec();
      for (Map.Entry<String, ContainerNetwork> entry :
          self.getNetworkSettings().getNetworks().entrySet()) {
        String address = entry.getValue().getIpAddress();
        if (address != null && !address.isEmpty() && isOurs(address)) {
          return Optional.of(new DockerNetwork(new HostAddress(address, address), entry.getKey()));
        }
      }
      return Optional.empty();
    } catch (IOException | DockerException notInContainer) {
      return Optional.empty();
    }
  }
}
