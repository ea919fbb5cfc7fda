using Npgsql;
using NpgsqlTypes;

namespace OrleansTrading.Storage.PostgreSql.Records;

/// <summary>Which records of a table are wanted: conditions that all hold.</summary>
internal sealed class RecordQuery
{
    private readonly List<(string Condition, (NpgsqlDbType Type, object Value)[] Values)> _conditions = [];

    /// <param name="condition">SQL without a value; null is none.</param>
    public RecordQuery Where(string? condition)
    {
        if (condition is not null)
            _conditions.Add((condition, []));
        return this;
    }

    /// <param name="condition">SQL; <c>{0}</c> stands for the value. Left out when there is no value.</param>
    public RecordQuery Text(string condition, string? value) => Add(condition, NpgsqlDbType.Text, value is null ? null : RecordText.Of(value));

    /// <inheritdoc cref="Text"/>
    public RecordQuery Long(string condition, long? value) => Add(condition, NpgsqlDbType.Bigint, value);

    /// <inheritdoc cref="Text"/>
    public RecordQuery Code(string condition, short? value) => Add(condition, NpgsqlDbType.Smallint, value);

    /// <inheritdoc cref="Text"/>
    public RecordQuery Codes(string condition, short[]? values) => Add(condition, NpgsqlDbType.Array | NpgsqlDbType.Smallint, values);

    /// <summary>What comes after a record in descending order of a time and then of a key.</summary>
    public RecordQuery After(string timeColumn, long time, string keyColumn, string key)
    {
        _conditions.Add(($"({timeColumn}, {keyColumn}) < ({{0}}, {{1}})", [(NpgsqlDbType.Bigint, time), (NpgsqlDbType.Text, RecordText.Of(key))]));
        return this;
    }

    /// <summary>The same conditions, to which more can be added.</summary>
    public RecordQuery And()
    {
        var query = new RecordQuery();
        query._conditions.AddRange(_conditions);
        return query;
    }

    /// <summary>Writes the conditions into a command.</summary>
    /// <param name="select">What comes before them.</param>
    /// <param name="order">What comes after them.</param>
    /// <param name="limit">So many at most.</param>
    public void Fill(NpgsqlCommand command, string select, string order, int limit)
    {
        var where = _conditions.Select(condition => Written(command, condition.Condition, condition.Values)).ToArray();
        command.CommandText =
            $"{select}{(where.Length == 0 ? "" : " WHERE ")}{string.Join(" AND ", where)} ORDER BY {order} {Written(command, "LIMIT {0}", [(NpgsqlDbType.Bigint, (long)limit)])}";
    }

    private RecordQuery Add(string condition, NpgsqlDbType type, object? value)
    {
        if (value is not null)
            _conditions.Add((condition, [(type, value)]));
        return this;
    }

    private static string Written(NpgsqlCommand command, string condition, (NpgsqlDbType Type, object Value)[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = values[i].Value, NpgsqlDbType = values[i].Type });
            condition = condition.Replace($"{{{i}}}", $"${command.Parameters.Count}", StringComparison.Ordinal);
        }

        return condition;
    }
}
