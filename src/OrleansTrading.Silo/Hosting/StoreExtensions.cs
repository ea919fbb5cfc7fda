using OrleansTrading.Silo.Engine;
using OrleansTrading.Storage;
using OrleansTrading.Storage.Files;
using OrleansTrading.Storage.PostgreSql;
using OrleansTrading.Storage.PostgreSql.Records;

namespace OrleansTrading.Silo.Hosting;

/// <summary>Where candles and records are kept: in the database that is named, else in files.</summary>
internal static class StoreExtensions
{
    public static void AddStores(this WebApplicationBuilder builder)
    {
        // A name that cannot be read is told of by the check at start.
        if (DatabaseName.Of(builder.Configuration) is not { } database || DatabaseName.Defect(builder.Configuration) is not null)
        {
            builder.Services.AddFileMarketStore().AddFileRecordStores();
            return;
        }

        builder.Services.AddPostgresDatabase(database).AddPostgresMarketStore().AddPostgresRecordStores();
        builder.Services.AddHostedService<PartitionUpkeep>();
        if (EngineSetup.KeepsFiles)
            builder.Services.AddSingleton(_ => new StoreLock(DataDirectory.OfMarket(builder.Configuration)));
    }
}
