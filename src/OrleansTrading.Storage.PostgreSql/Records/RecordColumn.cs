using Npgsql;
using NpgsqlTypes;

namespace OrleansTrading.Storage.PostgreSql.Records;

/// <summary>A column and what a record puts into it.</summary>
/// <param name="Name">As SQL spells it.</param>
/// <param name="Type">As SQL spells it.</param>
/// <param name="Parameter">What it holds of some records, as one array.</param>
internal sealed record RecordColumn<T>(string Name, string Type, Func<IReadOnlyList<T>, NpgsqlParameter> Parameter)
{
    public static RecordColumn<T> Text(string name, Func<T, string?> value) =>
        Of(name, "text", NpgsqlDbType.Text, record => value(record) is { } text ? RecordText.Of(text) : null);

    /// <summary>JSON as it is: its writer leaves nothing in it that the database does not know.</summary>
    public static RecordColumn<T> Json(string name, Func<T, string> value) => Of(name, "json", NpgsqlDbType.Json, value);

    public static RecordColumn<T> Long(string name, Func<T, long> value) => Of(name, "bigint", NpgsqlDbType.Bigint, value);

    public static RecordColumn<T> Long(string name, Func<T, long?> value) => Of(name, "bigint", NpgsqlDbType.Bigint, value);

    public static RecordColumn<T> Integer(string name, Func<T, int> value) => Of(name, "integer", NpgsqlDbType.Integer, value);

    /// <summary>The number of an enumeration's value.</summary>
    public static RecordColumn<T> Code(string name, Func<T, short> value) => Of(name, "smallint", NpgsqlDbType.Smallint, value);

    public static RecordColumn<T> Double(string name, Func<T, double?> value) => Of(name, "double precision", NpgsqlDbType.Double, value);

    public static RecordColumn<T> Decimal(string name, Func<T, decimal?> value) => Of(name, "numeric", NpgsqlDbType.Numeric, value);

    public static RecordColumn<T> Flag(string name, Func<T, bool> value) => Of(name, "boolean", NpgsqlDbType.Boolean, value);

    private static RecordColumn<T> Of<TValue>(string name, string type, NpgsqlDbType element, Func<T, TValue> value) =>
        new(name, type, records => new NpgsqlParameter<TValue[]> { TypedValue = [.. records.Select(value)], NpgsqlDbType = NpgsqlDbType.Array | element });
}
