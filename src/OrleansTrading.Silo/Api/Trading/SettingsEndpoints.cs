using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Domain.Access;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Guards;
using OrleansTrading.Silo.Access;
using OrleansTrading.Silo.Api.Jobs;

namespace OrleansTrading.Silo.Api.Trading;

/// <summary>What the venue keeps for an account: leverage and margin mode of its instruments, and the position mode. And the account's own protection.</summary>
internal static class SettingsEndpoints
{
    public static void MapSettings(this RouteGroupBuilder accounts)
    {
        accounts.MapGet("/{id}/leverage", ListLeverage).WithName("ListLeverage").ProducesProblem(StatusCodes.Status404NotFound);
        accounts.MapPut("/{id}/leverage/{instrument}", SetLeverage).Audited("account.leverage", Scope.Admin).WithName("SetLeverage")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .AddOpenApiOperationTransformer(TradingParameters.DescribeLeverage);
        accounts.MapPut("/{id}/position-mode", SetPositionMode).Audited("account.position-mode", Scope.Admin).WithName("SetPositionMode")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .AddOpenApiOperationTransformer(TradingParameters.DescribePositionMode);
        accounts.MapPut("/{id}/protection", SetProtection).Audited("account.protection", Scope.Admin).WithName("SetProtection")
            .ProducesProblem(StatusCodes.Status404NotFound).AddOpenApiOperationTransformer(TradingParameters.DescribeProtection);
    }

    /// <summary>Leverage of an account's instruments</summary>
    /// <remarks>Of those for which it was set or the venue has told it.</remarks>
    internal static async Task<Results<Ok<IReadOnlyList<LeverageView>>, ProblemHttpResult>> ListLeverage(
        string id, AccountRequests accounts, CancellationToken cancellationToken) =>
        await accounts.FindAsync(id, cancellationToken) is { } account
            ? TypedResults.Ok<IReadOnlyList<LeverageView>>([.. (await account.GetLeverageAsync()).Select(LeverageView.Of)])
            : await accounts.NoneAsync(id, cancellationToken);

    /// <summary>Set leverage and margin mode of an instrument</summary>
    /// <remarks>Set at the venue first, and stored with who asked once the venue has confirmed it. The margin mode stays as it is unless given; it is cross at first.</remarks>
    internal static async Task<Results<Ok<LeverageView>, ValidationProblem, ProblemHttpResult>> SetLeverage(
        string id, string instrument, HttpContext context, AccountRequests accounts, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var request = new RequestBody(await JsonBody.ReadAsync(context.Request, errors, cancellationToken), errors);
        var leverage = request.Number("leverage");
        var mode = request.Word("marginMode", TradingWords.MarginModeOf, TradingWords.MarginModeWords);
        request.RefuseUnknown();
        if (leverage is null || leverage is < 1 or > TradingParameters.HighestLeverage || decimal.Truncate(leverage.Value) != leverage)
            errors.Add("leverage", $"is {(leverage is { } given ? given : "missing")}; expected a whole number from 1 to {TradingParameters.HighestLeverage}");
        if (AccountRequests.ParseInstrument(instrument, errors) is not { } known || errors.Any)
            return errors.ToProblem();
        if (await accounts.FindAsync(id, cancellationToken) is not { } account)
            return await accounts.NoneAsync(id, cancellationToken);
        var before = (await account.GetLeverageAsync()).FirstOrDefault(set => set.Instrument == known);
        if (before is not null)
            AuditedChange.Of(context).Replaces(LeverageView.Of(before), TradingJson.Default.LeverageView);
        mode ??= before?.Mode ?? MarginMode.Cross;
        var asked = new InstrumentLeverage(known, (int)leverage!.Value, mode.Value);
        var answer = await account.SetLeverageAsync(known, asked.Leverage, asked.Mode, Requester.Of(context, AccountRequests.Way));
        return answer.Refusal is { } refusal ? TradingProblems.Of(refusal) : TypedResults.Ok(LeverageView.Of(asked));
    }

    /// <summary>Set the position mode of an account</summary>
    /// <remarks>One-way, or hedged: long and short positions of an instrument side by side. Refused while there are positions or open orders.</remarks>
    internal static async Task<Results<Ok<AccountStateView>, ValidationProblem, ProblemHttpResult>> SetPositionMode(
        string id, HttpContext context, AccountRequests accounts, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var request = new RequestBody(await JsonBody.ReadAsync(context.Request, errors, cancellationToken), errors);
        var isGiven = request.Find("isHedged") is not null;
        var isHedged = request.Flag("isHedged");
        request.RefuseUnknown();
        if (!isGiven && !errors.Any)
            errors.Add("isHedged", "is missing; expected true or false");
        if (errors.Any)
            return errors.ToProblem();
        if (await accounts.FindAsync(id, cancellationToken) is not { } account)
            return await accounts.NoneAsync(id, cancellationToken);
        var answer = await account.SetPositionModeAsync(isHedged, Requester.Of(context, AccountRequests.Way));
        return answer.Refusal is { } refusal ? TradingProblems.Of(refusal) : TypedResults.Ok(AccountStateView.Of(await account.GetAsync()));
    }

    /// <summary>Set how positions without a stop are protected</summary>
    /// <remarks>
    /// A position that has no stop gets one so far from the market, within a second of its fill; 0 leaves such positions unprotected, by choice.
    /// Guards that positions have stay as they are.
    /// </remarks>
    internal static async Task<Results<Ok<AccountStateView>, ValidationProblem, ProblemHttpResult>> SetProtection(
        string id, HttpContext context, AccountRequests accounts, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var request = new RequestBody(await JsonBody.ReadAsync(context.Request, errors, cancellationToken), errors);
        var percent = request.Number("percent");
        request.RefuseUnknown();
        if (percent is null && !errors.Any)
            errors.Add("percent", "is missing; expected a number");
        else if (percent is { } asked && GuardRules.ValidateProtection(asked) is { } problem)
            errors.AddSentence("percent", problem);
        if (errors.Any)
            return errors.ToProblem();
        if (await accounts.FindAsync(id, cancellationToken) is not { } account)
            return await accounts.NoneAsync(id, cancellationToken);
        AuditedChange.Of(context).Replaces(Text((await account.GetAsync()).ProtectionPercent));
        AuditedChange.Of(context).Becomes(Text(percent!.Value));
        var answer = await account.SetProtectionAsync(percent.Value, Requester.Of(context, AccountRequests.Way));
        return answer.Refusal is { } refusal ? TradingProblems.Of(refusal) : TypedResults.Ok(AccountStateView.Of(await account.GetAsync()));
    }

    private static string Text(decimal? number) => number is { } known ? $"{known.ToString(CultureInfo.InvariantCulture)} percent" : "unknown";
}
