package dev.postern.control.rest;

import dev.postern.aws.Caller;
import dev.postern.aws.Ids;
import dev.postern.aws.Limits;
import dev.postern.aws.error.WireErrors;
import dev.postern.control.AccountStates;
import dev.postern.control.ClientCertificateIssuer;
import dev.postern.control.DraftInvoker;
import dev.postern.control.Pages;
import dev.postern.control.Publisher;
import dev.postern.control.Quotas;
import dev.postern.control.RestApiStates;
import dev.postern.control.TagRules;
import dev.postern.control.UsageCounts;
import dev.postern.control.account.Accounts;
import dev.postern.control.account.ClientCertificates;
import dev.postern.control.account.VpcLinks;
import dev.postern.control.domain.BasePathMappings;
import dev.postern.control.domain.DomainNameAccessAssociations;
import dev.postern.control.domain.DomainNames;
import dev.postern.control.rest.content.Authorizers;
import dev.postern.control.rest.content.DraftInvocationOperations;
import dev.postern.control.rest.content.Drafts;
import dev.postern.control.rest.content.GatewayResponses;
import dev.postern.control.rest.content.IntegrationResponses;
import dev.postern.control.rest.content.IntegrationRules;
import dev.postern.control.rest.content.Integrations;
import dev.postern.control.rest.content.MethodResponses;
import dev.postern.control.rest.content.Methods;
import dev.postern.control.rest.content.Models;
import dev.postern.control.rest.content.RequestValidators;
import dev.postern.control.rest.content.Resources;
import dev.postern.control.rest.content.RestApis;
import dev.postern.control.rest.documentation.DocumentationParts;
import dev.postern.control.rest.documentation.DocumentationVersions;
import dev.postern.control.rest.imports.Exports;
import dev.postern.control.rest.imports.Imports;
import dev.postern.control.rest.imports.Sdks;
import dev.postern.control.rest.stage.Deployments;
import dev.postern.control.rest.stage.StageRules;
import dev.postern.control.rest.stage.Stages;
import dev.postern.control.rest.usage.ApiKeyImports;
import dev.postern.control.rest.usage.ApiKeys;
import dev.postern.control.rest.usage.UsagePlanKeys;
import dev.postern.control.rest.usage.UsagePlans;
import dev.postern.control.rest.usage.Usages;
import dev.postern.control.sdkgen.SdkGenerator;
import dev.postern.control.state.AccountState;
import dev.postern.control.state.RestApiState;
import dev.postern.sdk.Service;
import dev.postern.store.Key;
import dev.postern.store.Store;
import java.time.InstantSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigateway.model.*;

/**
 * The service {@code apigateway}: dispatches each operation to its method. A request class is
 * loaded only when its operation is first called.
 */
public final class RestService implements Service {
  private final Accounts accounts;
  private final ApiKeyImports apiKeyImports;
  private final ApiKeys apiKeys;
  private final Authorizers authorizers;
  private final BasePathMappings basePathMappings;
  private final ClientCertificates clientCertificates;
  private final Deployments deployments;
  private final DocumentationParts documentationParts;
  private final DocumentationVersions documentationVersions;
  private final DomainNameAccessAssociations accessAssociations;
  private final DomainNames domainNames;
  private final Exports exports;
  private final GatewayResponses gatewayResponses;
  private final Imports imports;
  private final IntegrationResponses integrationResponses;
  private final Integrations integrations;
  private final MethodResponses methodResponses;
  private final Methods methods;
  private final Models models;
  private final RequestValidators requestValidators;
  private final Resources resources;
  private final RestApis restApis;
  private final Sdks sdks;
  private final Stages stages;
  private final Tags tags;
  private final DraftInvocationOperations draftInvocations;
  private final UsagePlanKeys usagePlanKeys;
  private final UsagePlans usagePlans;
  private final VpcLinks vpcLinks;
  private final Usages usages;

  /**
   * Creates the service.
   *
   * @param publisher receives every change that requests must see at once
   * @param draftInvoker runs drafts for TestInvokeMethod and TestInvokeAuthorizer
   * @param sdkGenerator generates SDKs of deployed stages
   * @param certificateIssuer issues client certificates
   * @param usageCounts counts of requests, for GetUsage
   */
  public RestService(
      Store<Key, RestApiState> apiStore,
      Store<Key, AccountState> accountStore,
      Publisher publisher,
      DraftInvoker draftInvoker,
      SdkGenerator sdkGenerator,
      ClientCertificateIssuer certificateIssuer,
      Ids ids,
      InstantSource clock,
      Limits limits,
      UsageCounts usageCounts) {
    RestApiStates apis = new RestApiStates(apiStore, publisher);
    AccountStates accountStates = new AccountStates(accountStore, publisher);
    Drafts drafts = new Drafts(apis);
    Pages pages = new Pages(limits);
    Quotas quotas = new Quotas(limits);
    TagRules tagRules = new TagRules(quotas);
    StageRules stageRules = new StageRules(quotas, limits);
    IntegrationRules integrationRules = new IntegrationRules(limits, quotas);

    accounts = new Accounts(accountStates);
    apiKeys = new ApiKeys(accountStates, pages, tagRules, quotas, ids, clock);
    authorizers = new Authorizers(apis, pages, quotas, ids);
    basePathMappings = new BasePathMappings(accountStates, apis, pages);
    clientCertificates =
        new ClientCertificates(
            accountStates, apis, pages, tagRules, quotas, ids, clock, certificateIssuer);
    deployments = new Deployments(apis, stageRules, pages, ids, clock);
    documentationParts = new DocumentationParts(apis, pages, quotas, ids);
    documentationVersions = new DocumentationVersions(apis, pages, clock);
    accessAssociations = new DomainNameAccessAssociations(accountStates, pages, tagRules, quotas);
    domainNames = new DomainNames(accountStates, pages, tagRules, quotas, ids, clock);
    exports = new Exports(apis);
    gatewayResponses = new GatewayResponses(apis, pages, quotas);
    imports = new Imports(apis, integrationRules, ids, clock, quotas);
    integrationResponses = new IntegrationResponses(drafts, quotas);
    integrations = new Integrations(drafts, integrationRules);
    methodResponses = new MethodResponses(drafts);
    methods = new Methods(drafts);
    models = new Models(apis, pages, quotas, ids);
    requestValidators = new RequestValidators(apis, pages, ids);
    resources = new Resources(apis, drafts, pages, ids, quotas);
    restApis = new RestApis(apis, accountStates, pages, tagRules, quotas, ids, clock);
    sdks = new Sdks(apis, pages, sdkGenerator);
    stages = new Stages(apis, accountStates, tagRules, publisher, stageRules, clock);
    tags = new Tags(apis, accountStates, tagRules);
    draftInvocations = new DraftInvocationOperations(apis, draftInvoker);
    usagePlanKeys = new UsagePlanKeys(accountStates, pages, quotas, clock);
    usagePlans = new UsagePlans(accountStates, apis, pages, tagRules, quotas, ids);
    usages = new Usages(accountStates, pages, usageCounts, clock, limits);
    apiKeyImports = new ApiKeyImports(accountStates, apiKeys, usagePlanKeys, ids, clock);
    vpcLinks = new VpcLinks(accountStates, apis, pages, tagRules, quotas, ids, clock);
  }

  @Override
  public SdkPojo answer(String operation, Caller caller, SdkPojo request) {
    return switch (operation) {
      case "CreateRestApi" -> restApis.createRestApi(caller, (CreateRestApiRequest) request);
      case "GetRestApi" -> restApis.getRestApi(caller, (GetRestApiRequest) request);
      case "GetRestApis" -> restApis.getRestApis(caller, (GetRestApisRequest) request);
      case "UpdateRestApi" -> restApis.updateRestApi(caller, (UpdateRestApiRequest) request);
      case "DeleteRestApi" -> restApis.deleteRestApi(caller, (DeleteRestApiRequest) request);

      case "ImportRestApi" -> imports.importRestApi(caller, (ImportRestApiRequest) request);
      case "PutRestApi" -> imports.putRestApi(caller, (PutRestApiRequest) request);
      case "GetExport" -> exports.getExport(caller, (GetExportRequest) request);

      case "CreateResource" -> resources.createResource(caller, (CreateResourceRequest) request);
      case "GetResource" -> resources.getResource(caller, (GetResourceRequest) request);
      case "GetResources" -> resources.getResources(caller, (GetResourcesRequest) request);
      case "UpdateResource" -> resources.updateResource(caller, (UpdateResourceRequest) request);
      case "DeleteResource" -> resources.deleteResource(caller, (DeleteResourceRequest) request);

      case "PutMethod" -> methods.putMethod(caller, (PutMethodRequest) request);
      case "GetMethod" -> methods.getMethod(caller, (GetMethodRequest) request);
      case "UpdateMethod" -> methods.updateMethod(caller, (UpdateMethodRequest) request);
      case "DeleteMethod" -> methods.deleteMethod(caller, (DeleteMethodRequest) request);

      case "PutMethodResponse" ->
          methodResponses.putMethodResponse(caller, (PutMethodResponseRequest) request);
      case "GetMethodResponse" ->
          methodResponses.getMethodResponse(caller, (GetMethodResponseRequest) request);
      case "UpdateMethodResponse" ->
          methodResponses.updateMethodResponse(caller, (UpdateMethodResponseRequest) request);
      case "DeleteMethodResponse" ->
          methodResponses.deleteMethodResponse(caller, (DeleteMethodResponseRequest) request);

      case "PutIntegration" -> integrations.putIntegration(caller, (PutIntegrationRequest) request);
      case "GetIntegration" -> integrations.getIntegration(caller, (GetIntegrationRequest) request);
      case "UpdateIntegration" ->
          integrations.updateIntegration(caller, (UpdateIntegrationRequest) request);
      case "DeleteIntegration" ->
          integrations.deleteIntegration(caller, (DeleteIntegrationRequest) request);

      case "PutIntegrationResponse" ->
          integrationResponses.putIntegrationResponse(
              caller, (PutIntegrationResponseRequest) request);
      case "GetIntegrationResponse" ->
          integrationResponses.getIntegrationResponse(
              caller, (GetIntegrationResponseRequest) request);
      case "UpdateIntegrationResponse" ->
          integrationResponses.updateIntegrationResponse(
              caller, (UpdateIntegrationResponseRequest) request);
      case "DeleteIntegrationResponse" ->
          integrationResponses.deleteIntegrationResponse(
              caller, (DeleteIntegrationResponseRequest) request);

      case "CreateDeployment" ->
          deployments.createDeployment(caller, (CreateDeploymentRequest) request);
      case "GetDeployment" -> deployments.getDeployment(caller, (GetDeploymentRequest) request);
      case "GetDeployments" -> deployments.getDeployments(caller, (GetDeploymentsRequest) request);
      case "UpdateDeployment" ->
          deployments.updateDeployment(caller, (UpdateDeploymentRequest) request);
      case "DeleteDeployment" ->
          deployments.deleteDeployment(caller, (DeleteDeploymentRequest) request);

      case "CreateStage" -> stages.createStage(caller, (CreateStageRequest) request);
      case "GetStage" -> stages.getStage(caller, (GetStageRequest) request);
      case "GetStages" -> stages.getStages(caller, (GetStagesRequest) request);
      case "UpdateStage" -> stages.updateStage(caller, (UpdateStageRequest) request);
      case "FlushStageAuthorizersCache" ->
          stages.flushStageAuthorizersCache(caller, (FlushStageAuthorizersCacheRequest) request);
      case "FlushStageCache" -> stages.flushStageCache(caller, (FlushStageCacheRequest) request);
      case "DeleteStage" -> stages.deleteStage(caller, (DeleteStageRequest) request);

      case "CreateModel" -> models.createModel(caller, (CreateModelRequest) request);
      case "GetModel" -> models.getModel(caller, (GetModelRequest) request);
      case "GetModelTemplate" -> models.getModelTemplate(caller, (GetModelTemplateRequest) request);
      case "GetModels" -> models.getModels(caller, (GetModelsRequest) request);
      case "UpdateModel" -> models.updateModel(caller, (UpdateModelRequest) request);
      case "DeleteModel" -> models.deleteModel(caller, (DeleteModelRequest) request);

      case "GetAccount" -> accounts.getAccount(caller, (GetAccountRequest) request);
      case "UpdateAccount" -> accounts.updateAccount(caller, (UpdateAccountRequest) request);

      case "TagResource" -> tags.tagResource(caller, (TagResourceRequest) request);
      case "UntagResource" -> tags.untagResource(caller, (UntagResourceRequest) request);
      case "GetTags" -> tags.getTags(caller, (GetTagsRequest) request);

      case "CreateRequestValidator" ->
          requestValidators.createRequestValidator(caller, (CreateRequestValidatorRequest) request);
      case "GetRequestValidator" ->
          requestValidators.getRequestValidator(caller, (GetRequestValidatorRequest) request);
      case "GetRequestValidators" ->
          requestValidators.getRequestValidators(caller, (GetRequestValidatorsRequest) request);
      case "UpdateRequestValidator" ->
          requestValidators.updateRequestValidator(caller, (UpdateRequestValidatorRequest) request);
      case "DeleteRequestValidator" ->
          requestValidators.deleteRequestValidator(caller, (DeleteRequestValidatorRequest) request);

      case "CreateAuthorizer" ->
          authorizers.createAuthorizer(caller, (CreateAuthorizerRequest) request);
      case "GetAuthorizer" -> authorizers.getAuthorizer(caller, (GetAuthorizerRequest) request);
      case "GetAuthorizers" -> authorizers.getAuthorizers(caller, (GetAuthorizersRequest) request);
      case "UpdateAuthorizer" ->
          authorizers.updateAuthorizer(caller, (UpdateAuthorizerRequest) request);
      case "DeleteAuthorizer" ->
          authorizers.deleteAuthorizer(caller, (DeleteAuthorizerRequest) request);

      case "PutGatewayResponse" ->
          gatewayResponses.putGatewayResponse(caller, (PutGatewayResponseRequest) request);
      case "GetGatewayResponse" ->
          gatewayResponses.getGatewayResponse(caller, (GetGatewayResponseRequest) request);
      case "GetGatewayResponses" ->
          gatewayResponses.getGatewayResponses(caller, (GetGatewayResponsesRequest) request);
      case "UpdateGatewayResponse" ->
          gatewayResponses.updateGatewayResponse(caller, (UpdateGatewayResponseRequest) request);
      case "DeleteGatewayResponse" ->
          gatewayResponses.deleteGatewayResponse(caller, (DeleteGatewayResponseRequest) request);

      case "CreateApiKey" -> apiKeys.createApiKey(caller, (CreateApiKeyRequest) request);
      case "GetApiKey" -> apiKeys.getApiKey(caller, (GetApiKeyRequest) request);
      case "GetApiKeys" -> apiKeys.getApiKeys(caller, (GetApiKeysRequest) request);
      case "UpdateApiKey" -> apiKeys.updateApiKey(caller, (UpdateApiKeyRequest) request);
      case "ImportApiKeys" -> apiKeyImports.importApiKeys(caller, (ImportApiKeysRequest) request);
      case "DeleteApiKey" -> apiKeys.deleteApiKey(caller, (DeleteApiKeyRequest) request);

      case "CreateUsagePlan" ->
          usagePlans.createUsagePlan(caller, (CreateUsagePlanRequest) request);
      case "GetUsagePlan" -> usagePlans.getUsagePlan(caller, (GetUsagePlanRequest) request);
      case "GetUsagePlans" -> usagePlans.getUsagePlans(caller, (GetUsagePlansRequest) request);
      case "UpdateUsagePlan" ->
          usagePlans.updateUsagePlan(caller, (UpdateUsagePlanRequest) request);
      case "DeleteUsagePlan" ->
          usagePlans.deleteUsagePlan(caller, (DeleteUsagePlanRequest) request);

      case "GetUsage" -> usages.getUsage(caller, (GetUsageRequest) request);
      case "UpdateUsage" -> usages.updateUsage(caller, (UpdateUsageRequest) request);

      case "CreateUsagePlanKey" ->
          usagePlanKeys.createUsagePlanKey(caller, (CreateUsagePlanKeyRequest) request);
      case "GetUsagePlanKey" ->
          usagePlanKeys.getUsagePlanKey(caller, (GetUsagePlanKeyRequest) request);
      case "GetUsagePlanKeys" ->
          usagePlanKeys.getUsagePlanKeys(caller, (GetUsagePlanKeysRequest) request);
      case "DeleteUsagePlanKey" ->
          usagePlanKeys.deleteUsagePlanKey(caller, (DeleteUsagePlanKeyRequest) request);

      case "GetSdk" -> sdks.getSdk(caller, (GetSdkRequest) request);
      case "GetSdkType" -> sdks.getSdkType((GetSdkTypeRequest) request);
      case "GetSdkTypes" -> sdks.getSdkTypes((GetSdkTypesRequest) request);

      case "TestInvokeMethod" ->
          draftInvocations.testInvokeMethod(caller, (TestInvokeMethodRequest) request);
      case "TestInvokeAuthorizer" ->
          draftInvocations.testInvokeAuthorizer(caller, (TestInvokeAuthorizerRequest) request);
      case "CreateDocumentationPart" ->
          documentationParts.createDocumentationPart(
              caller, (CreateDocumentationPartRequest) request);
      case "GetDocumentationPart" ->
          documentationParts.getDocumentationPart(caller, (GetDocumentationPartRequest) request);
      case "GetDocumentationParts" ->
          documentationParts.getDocumentationParts(caller, (GetDocumentationPartsRequest) request);
      case "UpdateDocumentationPart" ->
          documentationParts.updateDocumentationPart(
              caller, (UpdateDocumentationPartRequest) request);
      case "DeleteDocumentationPart" ->
          documentationParts.deleteDocumentationPart(
              caller, (DeleteDocumentationPartRequest) request);
      case "ImportDocumentationParts" ->
          documentationParts.importDocumentationParts(
              caller, (ImportDocumentationPartsRequest) request);

      case "CreateDocumentationVersion" ->
          documentationVersions.createDocumentationVersion(
              caller, (CreateDocumentationVersionRequest) request);
      case "GetDocumentationVersion" ->
          documentationVersions.getDocumentationVersion(
              caller, (GetDocumentationVersionRequest) request);
      case "GetDocumentationVersions" ->
          documentationVersions.getDocumentationVersions(
              caller, (GetDocumentationVersionsRequest) request);
      case "UpdateDocumentationVersion" ->
          documentationVersions.updateDocumentationVersion(
              caller, (UpdateDocumentationVersionRequest) request);
      case "DeleteDocumentationVersion" ->
          documentationVersions.deleteDocumentationVersion(
              caller, (DeleteDocumentationVersionRequest) request);

      case "GenerateClientCertificate" ->
          clientCertificates.generateClientCertificate(
              caller, (GenerateClientCertificateRequest) request);
      case "GetClientCertificate" ->
          clientCertificates.getClientCertificate(caller, (GetClientCertificateRequest) request);
      case "GetClientCertificates" ->
          clientCertificates.getClientCertificates(caller, (GetClientCertificatesRequest) request);
      case "UpdateClientCertificate" ->
          clientCertificates.updateClientCertificate(
              caller, (UpdateClientCertificateRequest) request);
      case "DeleteClientCertificate" ->
          clientCertificates.deleteClientCertificate(
              caller, (DeleteClientCertificateRequest) request);

      case "CreateVpcLink" -> vpcLinks.createVpcLink(caller, (CreateVpcLinkRequest) request);
      case "GetVpcLink" -> vpcLinks.getVpcLink(caller, (GetVpcLinkRequest) request);
      case "GetVpcLinks" -> vpcLinks.getVpcLinks(caller, (GetVpcLinksRequest) request);
      case "UpdateVpcLink" -> vpcLinks.updateVpcLink(caller, (UpdateVpcLinkRequest) request);
      case "DeleteVpcLink" -> vpcLinks.deleteVpcLink(caller, (DeleteVpcLinkRequest) request);

      case "CreateDomainName" ->
          domainNames.createDomainName(caller, (CreateDomainNameRequest) request);
      case "GetDomainName" -> domainNames.getDomainName(caller, (GetDomainNameRequest) request);
      case "GetDomainNames" -> domainNames.getDomainNames(caller, (GetDomainNamesRequest) request);
      case "UpdateDomainName" ->
          domainNames.updateDomainName(caller, (UpdateDomainNameRequest) request);
      case "DeleteDomainName" ->
          domainNames.deleteDomainName(caller, (DeleteDomainNameRequest) request);

      case "CreateDomainNameAccessAssociation" ->
          accessAssociations.createDomainNameAccessAssociation(
              caller, (CreateDomainNameAccessAssociationRequest) request);
      case "GetDomainNameAccessAssociations" ->
          accessAssociations.getDomainNameAccessAssociations(
              caller, (GetDomainNameAccessAssociationsRequest) request);
      case "DeleteDomainNameAccessAssociation" ->
          accessAssociations.deleteDomainNameAccessAssociation(
              caller, (DeleteDomainNameAccessAssociationRequest) request);
      case "RejectDomainNameAccessAssociation" ->
          accessAssociations.rejectDomainNameAccessAssociation(
              caller, (RejectDomainNameAccessAssociationRequest) request);

      case "CreateBasePathMapping" ->
          basePathMappings.createBasePathMapping(caller, (CreateBasePathMappingRequest) request);
      case "GetBasePathMapping" ->
          basePathMappings.getBasePathMapping(caller, (GetBasePathMappingRequest) request);
      case "GetBasePathMappings" ->
          basePathMappings.getBasePathMappings(caller, (GetBasePathMappingsRequest) request);
      case "UpdateBasePathMapping" ->
          basePathMappings.updateBasePathMapping(caller, (UpdateBasePathMappingRequest) request);
      case "DeleteBasePathMapping" ->
          basePathMappings.deleteBasePathMapping(caller, (DeleteBasePathMappingRequest) request);

      default -> notImplemented(operation);
    };
  }

  /**
   * Throws an error for an unknown operation. Its return type makes {@code SdkPojo} the type of the
   * switch. Otherwise it would be the responses' common class, and the JVM would load every
   * response class to verify the switch.
   */
  private static SdkPojo notImplemented(String operation) {
    throw WireErrors.notImplemented("apigateway", operation);
  }
}
