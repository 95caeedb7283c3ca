package dev.postern.deploy.rest;

import dev.postern.aws.error.GatewayException;
import dev.postern.execute.Phase;
import dev.postern.execute.integration.FunctionCall;
import dev.postern.execute.integration.LambdaIntegration;
import dev.postern.execute.integration.ParameterMappings;
import dev.postern.execute.integration.RequestBody;
import dev.postern.execute.integration.StreamedHttpIntegration;
import dev.postern.execute.integration.StreamedLambdaIntegration;
import dev.postern.execute.phase.BuildIntegrationRequest;
import dev.postern.execute.phase.BuildProxyRequest;
import dev.postern.execute.phase.BuildProxyServiceRequest;
import dev.postern.execute.phase.Invoke;
import dev.postern.execute.rest.BuildProxyEvent;
import dev.postern.execute.rest.MapProxyResult;
import dev.postern.execute.rest.MapStreamedResult;
import dev.postern.mapping.BinaryMediaTypes;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An integration, compiled as far as it does not depend on the stage. */
sealed interface CompiledIntegration {
  /**
   * Returns the phases for a stage, its variables filled in.
   *
   * @throws GatewayException if every request to the method fails on this stage
   */
  IntegrationPhases bind(StageBinding stage);

  /** MOCK, or an integration that fails on every stage. */
  record Fixed(IntegrationPhases phases) implements CompiledIntegration {
    @Override
    public IntegrationPhases bind(StageBinding stage) {
      return phases;
    }
  }

  /** HTTP. */
  record Http(
      HttpCompiler http,
      RequestBody body,
      ParameterMappings mappings,
      Duration timeout,
      Phase response)
      implements CompiledIntegration {
    @Override
    public IntegrationPhases bind(StageBinding stage) {
      HttpCompiler.Bound to = http.bind(stage);
      return new IntegrationPhases(
          new BuildIntegrationRequest(body, mappings, to.target()),
          new Invoke(to.backend(), timeout),
          response);
    }
  }

  /**
   * HTTP_PROXY.
   *
   * @param streaming null if the response is buffered
   */
  record HttpProxy(
      HttpCompiler http,
      RequestBody body,
      ParameterMappings mappings,
      Duration timeout,
      Phase response,
      @Nullable Streaming streaming)
      implements CompiledIntegration {
    @Override
    public IntegrationPhases bind(StageBinding stage) {
      HttpCompiler.Bound to = http.bind(stage);
      return new IntegrationPhases(
          new BuildProxyRequest(body, to.target(), mappings),
          streaming == null
              ? new Invoke(to.backend(), timeout)
              : streaming.invoke(new StreamedHttpIntegration(to.backend()), timeout),
          response);
    }
  }

  /** AWS, a Lambda function. */
  record Function(
      FunctionCompiler function,
      RequestBody body,
      ParameterMappings mappings,
      Duration timeout,
      Phase response)
      implements CompiledIntegration {
    @Override
    public IntegrationPhases bind(StageBinding stage) {
      return new IntegrationPhases(
          new BuildIntegrationRequest(body, mappings, null),
          new Invoke(new LambdaIntegration(function.bind(stage), true), timeout),
          response);
    }
  }

  /**
   * AWS_PROXY, a Lambda function.
   *
   * @param streaming null if the response is buffered
   */
  record FunctionProxy(
      FunctionCompiler function,
      BinaryMediaTypes binary,
      Duration timeout,
      @Nullable Streaming streaming)
      implements CompiledIntegration {
    @Override
    public IntegrationPhases bind(StageBinding stage) {
      FunctionCall call = function.bind(stage);
      return streaming == null
          ? new IntegrationPhases(
              new BuildProxyEvent(binary),
              new Invoke(new LambdaIntegration(call, false), timeout),
              new MapProxyResult(binary))
          : new IntegrationPhases(
              new BuildProxyEvent(binary),
              streaming.invoke(new StreamedLambdaIntegration(call), timeout),
              new MapStreamedResult());
    }
  }

  /** AWS, a service other than Lambda. */
  record Service(
      ServiceCompiler service,
      RequestBody body,
      ParameterMappings mappings,
      Duration timeout,
      Phase response)
      implements CompiledIntegration {
    @Override
    public IntegrationPhases bind(StageBinding stage) {
      return service
          .bind(stage)
          .map(to ->
              new IntegrationPhases(
                  new BuildIntegrationRequest(body, mappings, to.target()),
                  new Invoke(to.service(), timeout),
                  response))
          .orElseGet(() -> service.refusing(stage));
    }
  }

  /** AWS_PROXY, a service other than Lambda: request and response are passed on unchanged. */
  record ServiceProxy(ServiceCompiler service, RequestBody body, Duration timeout, Phase response)
      implements CompiledIntegration {
    @Override
    public IntegrationPhases bind(StageBinding stage) {
      return service
          .bind(stage)
          .map(to ->
              new IntegrationPhases(
                  new BuildProxyServiceRequest(body, to.target()),
                  new Invoke(to.service(), timeout),
                  response))
          .orElseGet(() -> service.refusing(stage));
    }
  }
}
