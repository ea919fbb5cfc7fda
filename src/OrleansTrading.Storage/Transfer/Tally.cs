using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Storage.Transfer;

/// <summary>Counts things and sums their hashes: the order in which they come does not matter.</summary>
internal sealed class Tally
{
    public const int HashLength = 16;

    private UInt128 _sum;
    private long _count;

    public StoredPart ToPart(string name) => new(name, _count, _sum.ToString("x32", null));

    /// <returns>The hash: the first half of the content's SHA-256.</returns>
    public UInt128 Add(ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, hash);
        return Add(BinaryPrimitives.ReadUInt128BigEndian(hash));
    }

    public UInt128 Add(string content) => Add(Encoding.UTF8.GetBytes(content));

    public UInt128 Add(UInt128 hash)
    {
        _sum = unchecked(_sum + hash);
        _count++;
        return hash;
    }

    /// <returns>The hash.</returns>
    public UInt128 Add(StoredSeries series, in Kline kline)
    {
        Span<byte> content = stackalloc byte[512];
        var length = Encoding.UTF8.GetBytes($"{series.Instrument}|{series.Interval.ToCode()}|", content);
        BinaryPrimitives.WriteInt64LittleEndian(content[length..], kline.OpenTime);
        length += sizeof(long);
        foreach (var value in (ReadOnlySpan<double>)[kline.Open, kline.High, kline.Low, kline.Close, kline.Volume, kline.QuoteVolume, kline.TakerBuyVolume, kline.TakerBuyQuoteVolume])
        {
            // Minus zero and zero are one number to a database.
            BinaryPrimitives.WriteDoubleLittleEndian(content[length..], value + 0.0);
            length += sizeof(double);
        }

        BinaryPrimitives.WriteInt32LittleEndian(content[length..], kline.Trades);
        content[length + sizeof(int)] = kline.Repaired ? (byte)1 : (byte)0;
        return Add(content[..(length + sizeof(int) + 1)]);
    }
}
