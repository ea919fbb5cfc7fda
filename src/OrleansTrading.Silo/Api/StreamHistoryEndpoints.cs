using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Orleans;
using OrleansTrading.Contracts.Symbols;

namespace OrleansTrading.Silo.Api;

/// <summary>The history of streams' states.</summary>
internal static class StreamHistoryEndpoints
{
    private const int DefaultHours = 24;
    private const int MostHours = 24 * 366;
    private const long ExampleTime = 1_767_225_600_000;

    public static void MapStreamHistory(this RouteGroupBuilder api) =>
        api.MapGet("/instruments/{id}/streams/history", GetStreamHistory).WithName("GetStreamHistory").WithTags("Instruments")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .AddOpenApiOperationTransformer(ApiParameters.DescribeId)
            .AddOpenApiOperationTransformer(Describe);

    /// <summary>What an instrument's streams went through</summary>
    /// <remarks>
    /// Every change of a stream's state, oldest first, kept for seven days unless configured otherwise. Without a time: the last 24 hours.
    /// Times in which nobody followed the instrument begin with a change that is not <c>watched</c>.
    /// </remarks>
    internal static async Task<Results<Ok<StreamHistoryView>, ValidationProblem, ProblemHttpResult>> GetStreamHistory(
        string id, string? from, string? to, string? hours,
        InstrumentDirectory directory, IGrainFactory grains, TimeProvider time, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var instrument = InstrumentEndpoints.ParseId(id, errors);
        var range = ParseRange(from, to, hours, time.GetUtcNow().ToUnixTimeMilliseconds(), errors);
        if (instrument is not { } known || errors.Any)
            return errors.ToProblem();
        if (!await directory.ExistsAsync(known, cancellationToken))
            return InstrumentEndpoints.NotListed(known, directory);
        var history = await grains.GetGrain<ISymbolGrain>(known.ToString()).GetStreamHistoryAsync(range.From, range.To);
        return TypedResults.Ok(StreamHistoryView.Of(history));
    }

    private static (long From, long To) ParseRange(string? from, string? to, string? hours, long now, FieldErrors errors)
    {
        var first = ParseNumber("from", from, 0, KlinesRequest.MaxTime, errors);
        var last = ParseNumber("to", to, 0, KlinesRequest.MaxTime, errors) ?? now;
        var length = ParseNumber("hours", hours, 1, MostHours, errors);
        if (first is not null && length is not null)
            errors.Add("hours", "comes with from; expected one of them");
        if (first > last)
            errors.Add("from", $"is {first}, after to, {last}; expected from <= to");
        return (first ?? Math.Max(0, last - ((length ?? DefaultHours) * 3_600_000)), last);
    }

    private static long? ParseNumber(string field, string? text, long least, long most, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        errors.Add(field, $"is '{FieldErrors.Shorten(text)}'; expected a whole number from {least} to {most}{(field == "hours" ? "" : " (Unix milliseconds)")}");
        return null;
    }

    private static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        ApiParameters.Describe(operation, "from", "First moment wanted, in Unix milliseconds; at most to.", ExampleTime, Number(0, KlinesRequest.MaxTime));
        ApiParameters.Describe(operation, "to", "Last moment wanted, in Unix milliseconds; now when it is left out.", ExampleTime, Number(0, KlinesRequest.MaxTime));
        ApiParameters.Describe(operation, "hours", "So many hours up to the last moment, instead of from.", DefaultHours, Number(1, MostHours));
        return Task.CompletedTask;
    }

    private static OpenApiSchema Number(long least, long most) => new()
    {
        Type = JsonSchemaType.Integer,
        Format = "int64",
        Minimum = least.ToString(CultureInfo.InvariantCulture),
        Maximum = most.ToString(CultureInfo.InvariantCulture),
    };
}
