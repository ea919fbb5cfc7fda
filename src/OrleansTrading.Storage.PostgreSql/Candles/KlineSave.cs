using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Storage.PostgreSql.Candles;

/// <summary>One call's candles, and its answer.</summary>
internal sealed record KlineSave(StoredSeries Series, Kline[] Klines)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Done => _done.Task;

    public void Saved() => _done.TrySetResult();

    public void Failed(Exception exception) => _done.TrySetException(exception);
}
