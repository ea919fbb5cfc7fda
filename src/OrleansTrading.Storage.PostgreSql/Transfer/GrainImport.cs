using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using OrleansTrading.Storage.Transfer;

namespace OrleansTrading.Storage.PostgreSql.Transfer;

/// <summary>
/// The state of grains, and reminders, as rows of Orleans' AdoNet providers, which find them by their own queries: what is compared is read by those.
/// A row that is there already is let be, and must be the same.
/// </summary>
internal sealed class GrainImport(string directory, string serviceId, PostgresDatabase database, ImportReport report)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var (read, stored, differing) = (new Tally(), new Tally(), new SomeNames());
        foreach (var record in GrainFiles.Read(directory, GrainFiles.State))
        {
            var hash = read.Add(GrainFiles.BytesOf(record.Grain, record.Name, record.Json));
            var json = await database.RunAsync((connection, token) => SaveStateAsync(connection, record, token), cancellationToken);
            if (json is null || stored.Add(GrainFiles.BytesOf(record.Grain, record.Name, json)) != hash)
                differing.Add($"{record.Name} of {record.Grain}");
        }

        report.Done(GrainFiles.StatePart, read, stored, differing);
        (read, stored, differing) = (new Tally(), new Tally(), new SomeNames());
        foreach (var record in GrainFiles.Read(directory, GrainFiles.Reminders))
        {
            read.Add(GrainFiles.BytesOf(record.Grain, record.Name, record.Json));
            if (await database.RunAsync((connection, token) => IsSavedAsync(connection, record, token), cancellationToken))
                stored.Add(GrainFiles.BytesOf(record.Grain, record.Name, record.Json));
            else
                differing.Add($"{record.Name} of {record.Grain}");
        }

        report.Done(GrainFiles.RemindersPart, read, stored, differing);
    }

    /// <returns>What is there afterwards; null when there is nothing.</returns>
    private async Task<byte[]?> SaveStateAsync(NpgsqlConnection connection, GrainRecord record, CancellationToken cancellationToken)
    {
        var row = GrainRow.Of(record.Key);
        await using var save = new NpgsqlCommand(
            """
            INSERT INTO OrleansStorage (GrainIdHash, GrainIdN0, GrainIdN1, GrainTypeHash, GrainTypeString, GrainIdExtensionString, ServiceId, PayloadBinary, ModifiedOn, Version)
            VALUES (@GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainTypeHash, @GrainTypeString, @GrainIdExtensionString, @ServiceId, @PayloadBinary, now() AT TIME ZONE 'utc', @Version)
            ON CONFLICT DO NOTHING
            """, connection);
        Fill(save, row, record.Name);
        save.Parameters.AddWithValue("PayloadBinary", record.Json);
        save.Parameters.AddWithValue("Version", (int)Math.Min(record.Version, int.MaxValue));
        await save.ExecuteNonQueryAsync(cancellationToken);
        await using var find = new NpgsqlCommand(await QueryAsync(connection, "ReadFromStorageKey", cancellationToken), connection);
        Fill(find, row, record.Name);
        await using var reader = await find.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) && !reader.IsDBNull(0) ? reader.GetFieldValue<byte[]>(0) : null;
    }

    /// <returns>Whether what is there afterwards is the same.</returns>
    private async Task<bool> IsSavedAsync(NpgsqlConnection connection, GrainRecord record, CancellationToken cancellationToken)
    {
        using var reminder = JsonDocument.Parse(record.Json);
        // The column keeps milliseconds.
        var started = new DateTimeOffset(DateTime.SpecifyKind(reminder.RootElement.GetProperty("StartAt").GetDateTime(), DateTimeKind.Utc)).ToUnixTimeMilliseconds();
        var start = DateTimeOffset.FromUnixTimeMilliseconds(started).UtcDateTime;
        var period = (long)TimeSpan.Parse(reminder.RootElement.GetProperty("Period").GetString()!, null).TotalMilliseconds;
        await using var save = new NpgsqlCommand(
            """
            INSERT INTO OrleansRemindersTable (ServiceId, GrainId, ReminderName, StartTime, Period, GrainHash, Version)
            VALUES (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, 0) ON CONFLICT DO NOTHING
            """, connection)
        {
            Parameters =
            {
                new("ServiceId", serviceId), new("GrainId", record.Grain), new("ReminderName", record.Name), new("StartTime", start), new("Period", period),
                new("GrainHash", GrainRow.PlaceOf(record.Grain)),
            },
        };
        await save.ExecuteNonQueryAsync(cancellationToken);
        await using var find = new NpgsqlCommand(await QueryAsync(connection, "ReadReminderRowKey", cancellationToken), connection)
        {
            Parameters = { new("ServiceId", serviceId), new("GrainId", record.Grain), new("ReminderName", record.Name) },
        };
        await using var reader = await find.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) && reader.GetDateTime(reader.GetOrdinal("StartTime")) == start && reader.GetInt64(reader.GetOrdinal("Period")) == period;
    }

    private void Fill(NpgsqlCommand command, GrainRow row, string name)
    {
        command.Parameters.AddWithValue("GrainIdHash", row.Hash);
        command.Parameters.AddWithValue("GrainIdN0", row.N0);
        command.Parameters.AddWithValue("GrainIdN1", row.N1);
        command.Parameters.AddWithValue("GrainTypeHash", GrainRow.HashOfName(name));
        command.Parameters.AddWithValue("GrainTypeString", name);
        command.Parameters.Add(new NpgsqlParameter("GrainIdExtensionString", NpgsqlDbType.Varchar) { Value = (object?)row.Extension ?? DBNull.Value });
        command.Parameters.AddWithValue("ServiceId", serviceId);
    }

    private static async Task<string> QueryAsync(NpgsqlConnection connection, string key, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT QueryText FROM OrleansQuery WHERE QueryKey = $1", connection) { Parameters = { new() { Value = key } } };
        return (string?)await command.ExecuteScalarAsync(cancellationToken) ?? throw new InvalidDataException($"The database has no query {key} for Orleans.");
    }
}
