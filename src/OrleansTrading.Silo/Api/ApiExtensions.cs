using System.Text.Json.Serialization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;
using OrleansTrading.Silo.Api.Alerting;
using OrleansTrading.Silo.Api.Arbitrage;
using OrleansTrading.Silo.Api.Audit;
using OrleansTrading.Silo.Api.Cluster;
using OrleansTrading.Silo.Api.Executor;
using OrleansTrading.Silo.Api.Jobs;
using OrleansTrading.Silo.Api.ManualUpdates;
using OrleansTrading.Silo.Api.Portfolio;
using OrleansTrading.Silo.Api.Readings;
using OrleansTrading.Silo.Api.Tokens;
using OrleansTrading.Silo.Api.Trading;

namespace OrleansTrading.Silo.Api;

/// <summary>The REST API under <c>/api/v1</c> with its OpenAPI document.</summary>
internal static class ApiExtensions
{
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddSingleton<InstrumentDirectory>();
        services.AddSingleton<SnapshotReader>();
        services.AddJobApi();
        services.AddReadingsApi();
        services.AddTradingApi();
        services.AddProblemDetails();
        services.AddExceptionHandler<ApiExceptionHandler>();
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default);
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, TokenJson.Default);
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, AuditJson.Default);
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, ReadingJson.Default);
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, ArbitrageJson.Default);
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, AlertingJson.Default);
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, ExecutorJson.Default);
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, PortfolioJson.Default);
        });
        services.AddOpenApi("v1", options =>
        {
            options.AddDocumentTransformer(Introduce);
            options.AddDocumentTransformer(JobParameters.DescribeMembers);
            options.AddDocumentTransformer(ScopeDocument.DescribeScheme);
            options.AddOperationTransformer(ScopeDocument.DescribeScope);
            options.AddSchemaTransformer(TypeWords);
        });
        return services;
    }

    /// <summary>Comes before everything that answers: no error leaves without a body that says what was wrong.</summary>
    public static void UseApiProblems(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages(context =>
        {
            var status = context.HttpContext.Response.StatusCode;
            return TypedResults.Problem(statusCode: status, title: ReasonPhrases.GetReasonPhrase(status), detail: Explain(context.HttpContext, status))
                .ExecuteAsync(context.HttpContext);
        });
    }

    public static void MapApi(this WebApplication app)
    {
        var api = app.MapGroup("/api/v1").ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden);
        api.AddEndpointFilter<RouteGroupBuilder, RepeatedReads>();
        api.MapInstruments();
        api.MapFlow();
        api.MapStreamHistory();
        api.MapBooks();
        api.MapJobApi();
        api.MapReadings();
        api.MapSignals();
        api.MapTradingApi();
        api.MapCluster();
        api.MapAlerts();
        api.MapAlerting();
        api.MapCapture();
        api.MapArbitrage();
        api.MapExecutor();
        api.MapPortfolio();
        api.MapTokens();
        api.MapAudit();
        app.MapManualUpdates();
        app.MapOpenApi();
    }

    private static Task Introduce(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "OrleansTrading",
            Version = "v1",
            Description = "Live perpetual futures: instruments, candles, stream health. Times are Unix milliseconds, prices are in units of "
                + "the quote asset, volumes in units of the base asset. Errors are problem details (RFC 9457) that name the field and what was expected.",
        };
        return Task.CompletedTask;
    }

    /// <remarks>
    /// The generator lists an enumeration's words but not that they are strings, and names a member that tells types of one list apart where none is written.
    /// </remarks>
    private static Task TypeWords(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (schema.Discriminator is { PropertyName: "$type" })
            schema.Discriminator = null;
        if (schema is { Enum.Count: > 0, Type: null })
            schema.Type = JsonSchemaType.String;
        return Task.CompletedTask;
    }

    private static string? Explain(HttpContext context, int status) => status switch
    {
        StatusCodes.Status404NotFound => $"There is nothing at {context.Request.Path}; /openapi/v1.json lists what there is.",
        StatusCodes.Status405MethodNotAllowed => $"{context.Request.Path} does not take {context.Request.Method}; expected {context.Response.Headers.Allow}.",
        _ => null,
    };
}
