using Orleans;
using Orleans.Runtime;
using OrleansTrading.Contracts.RateBudgets;

namespace OrleansTrading.Grains.RateBudgets;

internal sealed class RateBudgetGrain(
    [PersistentState("rate-budget")] IPersistentState<RateBudgetState> state, TimeProvider time) : Grain, IRateBudgetGrain
{
    private readonly RateBudgetBook _book = new(state, time);

    public Task<RateAnswer> ExchangeAsync(RateQuestion question) => _book.ExchangeAsync(question);
}
