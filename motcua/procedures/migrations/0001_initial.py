"""Procedures and versions; what was published is guarded by the database itself."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import motcua.core.clock
import motcua.core.records
from django.db import migrations, models


GUARD = """
CREATE FUNCTION procedures_guard_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.state <> 'draft' THEN
            RAISE EXCEPTION 'a version that was published is kept for ever'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF (NEW.id, NEW.procedure_id, NEW.number, NEW.source, NEW.sha256, NEW.created_at)
        IS DISTINCT FROM
       (OLD.id, OLD.procedure_id, OLD.number, OLD.source, OLD.sha256, OLD.created_at)
    THEN
        RAISE EXCEPTION 'the content of a version never changes'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF OLD.state <> 'draft' AND (
        (NEW.effective_from, NEW.published_at)
            IS DISTINCT FROM (OLD.effective_from, OLD.published_at)
        OR NOT (NEW.state = OLD.state OR (OLD.state = 'published' AND NEW.state = 'withdrawn'))
    ) THEN
        RAISE EXCEPTION 'a version that was published never changes'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER version_stays_as_published BEFORE UPDATE OR DELETE ON procedures_version
    FOR EACH ROW EXECUTE FUNCTION procedures_guard_version();
"""
UNGUARD = """
DROP TRIGGER version_stays_as_published ON procedures_version;
DROP FUNCTION procedures_guard_version();
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Procedure',
            fields=[
                ('id', models.UUIDField(default=motcua.core.records.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=motcua.core.clock.now, editable=False)),
                ('code', models.CharField(max_length=20, unique=True, verbose_name='mã thủ tục')),
                ('name', models.CharField(blank=True, max_length=4000, verbose_name='tên')),
                ('name_en', models.CharField(blank=True, max_length=4000, verbose_name='tên tiếng Anh')),
                ('summary', models.TextField(blank=True, verbose_name='tóm tắt')),
                ('summary_en', models.TextField(blank=True, verbose_name='tóm tắt tiếng Anh')),
                ('field_code', models.CharField(blank=True, max_length=40, verbose_name='mã lĩnh vực')),
                ('field_name', models.CharField(blank=True, max_length=4000, verbose_name='lĩnh vực')),
                ('field_name_en', models.CharField(blank=True, max_length=4000, verbose_name='lĩnh vực, tiếng Anh')),
                ('levels', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=10), default=list, size=None, verbose_name='cấp')),
                ('subjects', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), default=list, size=None, verbose_name='đối tượng')),
                ('folded_title', models.TextField(blank=True, editable=False)),
                ('folded_rest', models.TextField(blank=True, editable=False)),
                ('searched', models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector('folded_title', config='simple', weight='A'), '||', django.contrib.postgres.search.SearchVector('folded_rest', config='simple', weight='B'), django.contrib.postgres.search.SearchConfig('simple')), output_field=django.contrib.postgres.search.SearchVectorField())),
            ],
            options={
                'verbose_name': 'thủ tục hành chính',
                'verbose_name_plural': 'thủ tục hành chính',
            },
        ),
        migrations.CreateModel(
            name='Version',
            fields=[
                ('id', models.UUIDField(default=motcua.core.records.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=motcua.core.clock.now, editable=False)),
                ('number', models.PositiveIntegerField(verbose_name='số')),
                ('source', models.JSONField(verbose_name='gói')),
                ('sha256', models.CharField(max_length=64)),
                ('state', models.CharField(choices=[('draft', 'bản thảo'), ('published', 'đã công bố'), ('withdrawn', 'đã thôi công bố')], default='draft', max_length=10, verbose_name='tình trạng')),
                ('effective_from', models.DateField(blank=True, null=True, verbose_name='hiệu lực từ')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='công bố lúc')),
                ('procedure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='procedures.procedure')),
            ],
            options={
                'verbose_name': 'bản thủ tục',
                'verbose_name_plural': 'các bản thủ tục',
                'ordering': ('procedure', '-number'),
            },
        ),
        migrations.AddField(
            model_name='procedure',
            name='current',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='procedures.version', verbose_name='bản'),
        ),
        migrations.AddConstraint(
            model_name='version',
            constraint=models.UniqueConstraint(fields=('procedure', 'number'), name='a_procedure_numbers_its_versions_once'),
        ),
        migrations.AddConstraint(
            model_name='version',
            constraint=models.UniqueConstraint(fields=('procedure', 'sha256'), name='one_content_is_one_version'),
        ),
        migrations.AddConstraint(
            model_name='version',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(('effective_from__isnull', False), ('published_at__isnull', False)), _connector='OR'), name='version_known_to_the_public_has_dates'),
        ),
        migrations.AddConstraint(
            model_name='version',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='version_numbers_begin_at_one'),
        ),
        migrations.AddIndex(
            model_name='procedure',
            index=django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['searched'], name='procedure_by_words'),
        ),
        migrations.AddIndex(
            model_name='procedure',
            index=django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['levels'], name='procedure_by_level'),
        ),
        migrations.AddIndex(
            model_name='procedure',
            index=django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['subjects'], name='procedure_by_subject'),
        ),
        migrations.AddIndex(
            model_name='procedure',
            index=models.Index(condition=models.Q(('current__isnull', False)), fields=['field_code', 'code'], name='procedure_live_by_field'),
        ),
        migrations.RunSQL(GUARD, UNGUARD),
    ]
