using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using OrleansTrading.Contracts.Access;
using OrleansTrading.Dashboard.Access;
using OrleansTrading.Silo.Access;
using OrleansTrading.Silo.Api.Jobs;
using Scope = OrleansTrading.Domain.Access.Scope;

namespace OrleansTrading.Silo.Api.Tokens;

/// <summary>Keys by which programs use the API.</summary>
internal static class TokenEndpoints
{
    public static void MapTokens(this RouteGroupBuilder api)
    {
        var tokens = api.MapGroup("/tokens").WithTags("Tokens").ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        tokens.MapGet("", ListTokens).Needs(Scope.Admin).WithName("ListTokens");
        tokens.MapPost("", MakeToken).Audited("token.make", Scope.Admin).WithName("MakeToken")
            .ProducesProblem(StatusCodes.Status409Conflict).AddOpenApiOperationTransformer(DescribeMake);
        tokens.MapDelete("/{id}", WithdrawToken).Audited("token.withdraw", Scope.Admin, lowersRisk: true).WithName("WithdrawToken")
            .ProducesProblem(StatusCodes.Status404NotFound).AddOpenApiOperationTransformer(DescribeId);
    }

    /// <summary>Tokens</summary>
    /// <remarks>By name, expired ones too. Never a key: that was told once, when the token was made.</remarks>
    internal static async Task<Ok<IReadOnlyList<TokenView>>> ListTokens(IApiTokens tokens, CancellationToken cancellationToken) =>
        TypedResults.Ok<IReadOnlyList<TokenView>>([.. (await tokens.ListAsync(cancellationToken)).Select(TokenView.Of)]);

    /// <summary>Make a token</summary>
    /// <remarks>The answer has its key, this once. It may do no more than whoever makes it, and of a token's making be good no longer than that.</remarks>
    internal static async Task<Results<Created<TokenMadeView>, ValidationProblem, ProblemHttpResult>> MakeToken(
        HttpContext context, IApiTokens tokens, TimeProvider time, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        if (TokenRequest.Parse(await JsonBody.ReadAsync(context.Request, errors, cancellationToken), errors) is not { } request)
            return errors.ToProblem();
        if (TokenHandler.ExpiryOf(context.User) is { } expiry && time.GetUtcNow().AddDays(request.Days).ToUnixTimeMilliseconds() > expiry)
        {
            return TypedResults.Problem(
                "A token that is made by a token may be good no longer than that.", statusCode: StatusCodes.Status409Conflict, title: "The token was not made.",
                extensions: [new("field", "days")]);
        }

        var (token, key, refusal) = await tokens.MakeAsync(Person.Of(context.User), request.Name, request.Scopes, request.Days);
        if (token is null)
            return TypedResults.Problem(refusal, statusCode: StatusCodes.Status409Conflict, title: "The token was not made.");
        var view = TokenView.Of(token);
        AuditedChange.Of(context).Becomes(view, TokenJson.Default.TokenView);
        return TypedResults.Created($"/api/v1/tokens/{token.Id}", new TokenMadeView(key!, view));
    }

    /// <summary>Withdraw a token</summary>
    /// <remarks>It is no good from now on; on other silos a second later.</remarks>
    internal static async Task<Results<Ok<TokenView>, ProblemHttpResult>> WithdrawToken(string id, HttpContext context, IApiTokens tokens)
    {
        if (await tokens.WithdrawAsync(id) is not { } token)
        {
            return TypedResults.Problem(
                $"There is no token '{FieldErrors.Shorten(id)}'; GET /api/v1/tokens lists those that there are.",
                statusCode: StatusCodes.Status404NotFound, title: "There is no such token.", extensions: [new("field", "id")]);
        }

        var view = TokenView.Of(token);
        AuditedChange.Of(context).Replaces(view, TokenJson.Default.TokenView);
        AuditedChange.Of(context).Becomes("withdrawn");
        return TypedResults.Ok(view);
    }

    private static Task DescribeId(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        ApiParameters.Describe(operation, "id", "The token's id.", "3f2a9c41d07b", new OpenApiSchema { Type = JsonSchemaType.String });
        return Task.CompletedTask;
    }

    private static Task DescribeMake(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var schema = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            AdditionalPropertiesAllowed = false,
            Required = new HashSet<string> { "name", "scopes" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["name"] = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = IApiTokens.LongestName, Description = "What it is for; unique." },
                ["scopes"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Array,
                    MinItems = 1,
                    Items = new OpenApiSchema { Type = JsonSchemaType.String },
                    Description = "What it may be used for: Read, Operate, Trade, Admin.",
                },
                ["days"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Integer, Minimum = "1", Maximum = $"{IApiTokens.MostDays}", Default = IApiTokens.UsualDays, Description = "How long it is good.",
                },
            },
        };
        operation.RequestBody = new OpenApiRequestBody
        {
            Description = "The token that is wanted.",
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() { Schema = schema } },
        };
        return Task.CompletedTask;
    }
}
