using OrleansTrading.Storage.Records;

namespace OrleansTrading.Storage.Transfer;

/// <summary>Is shown every kind of record that there is.</summary>
internal interface IRecordVisitor
{
    Task VisitAsync<T>(RecordTable<T> table)
        where T : class;
}
