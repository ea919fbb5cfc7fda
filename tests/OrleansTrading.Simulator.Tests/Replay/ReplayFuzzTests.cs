using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansTrading.Simulator.Hosting;
using OrleansTrading.Simulator.Replay;
using OrleansTrading.TestKit.Fuzzing;

namespace OrleansTrading.Simulator.Tests.Replay;

/// <summary>Tables of candles and of trades as text, changed in every way: refused with the reason, or a market of rows that could be true.</summary>
public sealed class ReplayFuzzTests : IDisposable
{
    /// <summary>Each case writes a file and makes a market of it.</summary>
    private const double Share = 0.05;

    private const long T0 = 1_700_000_040_000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("replay-fuzz-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Tables_Changed_AreRefusedOrSound() => await FuzzRun.RunAsync(
    [
        Of("candles", "AAAUSDT-1m-2023-11.csv",
            string.Concat(Enumerable.Range(0, 3).Select(i => $"{T0 + (i * 60_000)},100.5,102.5,99.5,101.5,2.5,{T0 + (i * 60_000) + 59_999},252.50,7,2.0,201.25,0\n")),
            $"close,open,high,low,volume,Timestamp\n1.5,1.2,2.0,1.0,10.25,{T0}\n1.7,1.5,2.0,1.0,11,{T0 + 60_000}\n"),
        Of("trades", "BBBUSDT-aggTrades-2023-11-14.csv",
            $"agg_trade_id,price,quantity,first_trade_id,last_trade_id,transact_time,is_buyer_maker\n500,10.0,2,900,901,{T0},false\n501,10.5,1,902,902,{T0 + 30_000},true\n",
            $"500,10.0,2,900,901,{T0},false\n501,10.5,1,902,902,{T0 + 60_000},true\n502,9.5,4,903,905,{T0 + 120_000},True\n"),
    ], Share);

    private FuzzTarget Of(string name, string file, params string[] genuine)
    {
        var folder = _folder.CreateSubdirectory(name);
        var path = Path.Combine(folder.FullName, file);
        byte[][] payloads = [.. genuine.Select(Encoding.UTF8.GetBytes)];
        Array.TrueForAll(payloads, IsRead).ShouldBeTrue("a genuine table is not read");
        return new FuzzTarget(name, payloads, payload => IsRead(payload));

        bool IsRead(byte[] payload)
        {
            File.WriteAllBytes(path, payload);
            try
            {
                foreach (var rows in new ReplayFiles(NullLogger.Instance).Load(path).Values)
                    Check(rows);
                ReplayMarket.Load(new SimulatorOptions { ReplayDirectory = path }, NullLogger.Instance);
                return true;
            }
            catch (InvalidDataException)
            {
                return false;
            }
        }
    }

    private static void Check(ReplayRows rows)
    {
        foreach (var row in rows.Klines.Values.SelectMany(series => series.Values))
        {
            (row.Low > 0 && row.Low <= Math.Min(row.Open, row.Close) && row.High >= Math.Max(row.Open, row.Close) && row.Volume >= 0).ShouldBeTrue($"{row}");
            row.OpenTime.ShouldBeInRange(0, 253_402_300_799_999);
        }

        foreach (var row in rows.Trades)
        {
            (row.Price > 0 && row.Quantity >= 0).ShouldBeTrue($"{row}");
            row.Time.ShouldBeInRange(0, 253_402_300_799_999);
        }
    }
}
