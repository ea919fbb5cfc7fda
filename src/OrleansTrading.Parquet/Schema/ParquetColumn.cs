namespace OrleansTrading.Parquet;

/// <summary>One column; every row has a value in it.</summary>
/// <param name="Name">Not empty.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Precision">Decimal digits at most, 1 to 18; of a decimal only.</param>
/// <param name="Scale">Digits after the point, 0 to <paramref name="Precision"/>; of a decimal only.</param>
public sealed record ParquetColumn(string Name, ParquetType Type, int Precision = 0, int Scale = 0)
{
    /// <summary>As many digits as every signed 64-bit number can hold.</summary>
    public const int MostDigits = 18;

    public static ParquetColumn Decimal(string name, int scale, int precision = MostDigits) => new(name, ParquetType.Decimal, precision, scale);

    /// <summary>The type of the values in memory: <c>bool</c>, <c>int</c>, <c>long</c>, <c>double</c> or <c>string</c>.</summary>
    internal Type ValueType => Type switch
    {
        ParquetType.Boolean => typeof(bool),
        ParquetType.Int32 => typeof(int),
        ParquetType.Double => typeof(double),
        ParquetType.String => typeof(string),
        _ => typeof(long),
    };

    /// <summary>The largest unscaled value of a decimal.</summary>
    internal long MostUnits
    {
        get
        {
            var most = 0L;
            for (var digit = 0; digit < Precision; digit++)
                most = (most * 10) + 9;
            return most;
        }
    }

    internal PhysicalType Physical => Type switch
    {
        ParquetType.Boolean => PhysicalType.Boolean,
        ParquetType.Int32 => PhysicalType.Int32,
        ParquetType.Double => PhysicalType.Double,
        ParquetType.String => PhysicalType.ByteArray,
        _ => PhysicalType.Int64,
    };

    internal void Validate()
    {
        if (string.IsNullOrEmpty(Name))
            throw new ArgumentException("A column has no name.");
        if (Type == ParquetType.Decimal && (Precision is < 1 or > MostDigits || Scale < 0 || Scale > Precision))
            throw new ArgumentException($"Column '{Name}' has {Precision} digits with {Scale} after the point; expected 1 to {MostDigits} digits and a scale from 0 to that.");
    }
}
