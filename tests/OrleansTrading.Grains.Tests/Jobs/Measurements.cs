using System.Diagnostics.Metrics;

namespace OrleansTrading.Grains.Tests.Jobs;

/// <summary>What one instrument has measured for one job since it was begun to be listened to.</summary>
internal sealed class Measurements : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _sum;

    public Measurements(string name, string job)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == name)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
        {
            if (tags.ToArray().Any(tag => tag is { Key: "job_name", Value: string of } && of == job))
                Interlocked.Add(ref _sum, value);
        });
        _listener.Start();
    }

    public long Sum => Interlocked.Read(ref _sum);

    public void Dispose() => _listener.Dispose();
}
