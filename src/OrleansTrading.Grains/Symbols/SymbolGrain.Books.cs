using OrleansTrading.Contracts.Books;
using OrleansTrading.Domain.Books;

namespace OrleansTrading.Grains.Symbols;

internal sealed partial class SymbolGrain
{
    public Task<OrderBookView> GetBookAsync(int levels) =>
        Task.FromResult(new OrderBookView(_instrument, BookPhase.Absent, 0, null, 0, [], [], 0));
}
