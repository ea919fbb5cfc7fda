using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace OrleansTrading.Storage.PostgreSql.Records;

/// <summary>Which records of a table are wanted: conditions that all hold.</summary>
internal sealed class RecordQuery
{
    private readonly List<(string Condition, NpgsqlDbType Type, object? Value)> _conditions = [];

    /// <param name="condition">SQL without a value; null is none.</param>
    public RecordQuery Where(string? condition)
    {
        if (condition is not null)
            _conditions.Add((condition, NpgsqlDbType.Unknown, null));
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
        var where = _conditions.Select(condition => Written(command, condition.Condition, condition.Type, condition.Value)).ToArray();
        command.CommandText =
            $"{select}{(where.Length == 0 ? "" : " WHERE ")}{string.Join(" AND ", where)} ORDER BY {order} {Written(command, "LIMIT {0}", NpgsqlDbType.Bigint, (long)limit)}";
    }

    private RecordQuery Add(string condition, NpgsqlDbType type, object? value)
    {
        if (value is not null)
            _conditions.Add((condition, type, value));
        return this;
    }

    private static string Written(NpgsqlCommand command, string condition, NpgsqlDbType type, object? value)
    {
        if (value is null)
            return condition;
        command.Parameters.Add(new NpgsqlParameter { Value = value, NpgsqlDbType = type });
        return condition.Replace("{0}", string.Create(CultureInfo.InvariantCulture, $"${command.Parameters.Count}"), StringComparison.Ordinal);
    }
}
