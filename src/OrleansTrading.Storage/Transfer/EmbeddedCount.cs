using System.Text.Json;
using OrleansTrading.Storage.Records;

namespace OrleansTrading.Storage.Transfer;

/// <summary>Counts all that the file stores of a directory and the embedded engine hold.</summary>
internal sealed class EmbeddedCount(EmbeddedStores stores, CancellationToken cancellationToken) : IRecordVisitor
{
    private readonly List<StoredPart> _parts = [];

    /// <exception cref="InvalidDataException">Something is there that cannot be read.</exception>
    public static async Task<IReadOnlyList<StoredPart>> RunAsync(EmbeddedStores stores, string grains, CancellationToken cancellationToken)
    {
        var count = new EmbeddedCount(stores, cancellationToken);
        await count.CandlesAsync().ConfigureAwait(false);
        await EmbeddedStores.VisitRecordsAsync(count).ConfigureAwait(false);
        await count.EventsAsync().ConfigureAwait(false);
        count.Grains(grains, GrainFiles.State, GrainFiles.StatePart);
        count.Grains(grains, GrainFiles.Reminders, GrainFiles.RemindersPart);
        return stores.Unreadable == 0 ? count._parts : throw new InvalidDataException($"{stores.Unreadable} records cannot be read; the log of the service names them.");
    }

    public async Task VisitAsync<T>(RecordTable<T> table)
        where T : class
    {
        var tally = new Tally();
        await foreach (var page in stores.RecordsAsync(table, cancellationToken).ConfigureAwait(false))
        {
            foreach (var record in page)
                tally.Add(JsonSerializer.SerializeToUtf8Bytes(record, table.Json));
        }

        _parts.Add(tally.ToPart(table.Name));
    }

    private void Grains(string directory, string kind, string part)
    {
        var tally = new Tally();
        foreach (var record in GrainFiles.Read(directory, kind))
            tally.Add(GrainFiles.BytesOf(record.Grain, record.Name, record.Json));
        _parts.Add(tally.ToPart(part));
    }

    private async Task CandlesAsync()
    {
        var tally = new Tally();
        foreach (var series in await stores.ListSeriesAsync(cancellationToken).ConfigureAwait(false))
        {
            await foreach (var page in stores.KlinesAsync(series, cancellationToken).ConfigureAwait(false))
            {
                foreach (var kline in page)
                    tally.Add(series, kline);
            }
        }

        _parts.Add(tally.ToPart("candles"));
    }

    private async Task EventsAsync()
    {
        var tally = new Tally();
        foreach (var account in await stores.Accounts.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            await foreach (var page in stores.EventsAsync(account, cancellationToken).ConfigureAwait(false))
            {
                foreach (var stored in page)
                    tally.Add(EmbeddedStores.TextOf(account, stored));
            }
        }

        _parts.Add(tally.ToPart("account events"));
    }
}
